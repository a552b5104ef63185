"""Invented players' names, with what makes names hard: diacritics, apostrophes, hyphens, initials, suffixes."""

from __future__ import annotations

import numpy as np

from harness.ingest.identities import player_lookup

_FIRST_TEXT = """
Aaron Abdou Adama Aidan Alonzo Amir Andre Antoine Arturo Ashton Bennett Blaine Boris Braylon Brock Byron Cade
Caleb Calvin Cedric Chance Clément Colby Corey D'Marcus Dante Darnell Dashiell Davion Davor De'Shaun Deandre Demetri
Derrick Désiré Dillon Donovan Drazen Dwayne Eduardo Eli Elijah Emeka Emmett Enzo Ezekiel Felix Filip Franco Gabriel
Gavin Gideon Goran Grant Guillaume Haldor Hamza Henri Hugo Ibrahima Idrissa Isaac Ivan Izaiah J.D. Ja'Quan Jabril
Jace Jakub Jalen Jamar Jarrod Jaxson Jean-Paul Jericho Joaquín Jonah Jordan Josiah Julian Kai Kareem Keegan Kendrick
Keyon Khalil Kobe Kristaps Kyle Lamar Langston Leandro Leon Lorenzo Luca Luka Lukas Malachi Malik Marcus Marko Mason
Mateo Matthias Maurice Micah Miles Milan Moussa Nate Nikola Noah Olivier Omari Oscar Pascal Pelle Quentin R.J. Rafael
Rashad Reggie Remy Renaldo Robbie Rodrigo Roman Rui Sami Samuel Santiago Sebastián Shane Silas Simone Solomon Stefan
Sterling T.J. Talen Tariq Tavion Théo Terrence Tobias Tomáš Trevon Tristan Tyrell Vasilije Victor Vincent Vlad Wade
Warren Wendell Willem Xander Yannick Yusuf Zaccharie Zaire Zoran
"""
_LAST_TEXT = """
Abernathy Achterberg Adeyemi Aldridge-Shaw Alvarado Amadou Anunwa Ashworth Babić Bainbridge Balogun Barlow Bassett
Beauchamp-Hale Bellamy Bergström Blackwood Bogdanić Boucher Bramwell Briscoe Brouwer Calloway Carrington Castellano
Ćosić Chatterton Chukwu Cisneros Coleridge Coulibaly-Roy Crawley D'Angelo D'Orsay Dadić Dangerfield Delacroix
Demirović Devereaux Diarra Dieng-Faye Dorsett Dragović Duarte Dunleavy-Cole Eastwood Ebersole Ekwueme Eriksen Escobedo
Fairbanks Falkenberg Farquhar Ferreira Fitzhugh Fontaine Foxworth Gadsden Galloway Garrity Gbadamosi Gentry Ginsburg
Glover-Reed Goodwin Grantham Greenlee Guðmundsson Hadžić Haliburn Hargrove Hathaway Hawthorne Hightower Holloway
Huntington-Ray Ibekwe Ingersoll Iweala Jankunas Jarrett-Hill Jeffcoat Jović Kamara Karlsson Keita Kendall Kilpatrick
Kingsbury Kovačević Krüger Kuzmin Lafayette Langdon Larkins Laurent Leclair Lindqvist Livingstone Lockridge Łukasik
Maddox Magloire Makanda Marchetti Marković Mbaye McAllister McCrae McKinnon-West Mendoza Merriweather Mickelson
Montague Morrow Mukasa Müller Nakamura N'Dour Nesbitt Nevins Niang-Sow Norwood Novak Nwosu O'Bannon O'Dell O'Sullivan
Obradović Okafor-Bey Okonjo Olatunji Ødegaard Oyelaran Palmquist Pemberton Pendergrass Peřina Petrosyan Pickering
Popescu Prescott Priestley Quarles Radović Ramsey-Todd Rasmussen Redmond Renteria Ridgeway Rochon Rosario Rutherford
Sabonović Saldaña Sanogo-Diaw Schaefer Šarunas Seabrook Sengupta Shackelford Sidibé Simmons-Rae Skinner Soto
St.~Clair Stallworth Stanković Stojanović Strickland Sutherland Svensson Tavares Thibodeaux Thornbury Tillery
Touré Trahan Tshimanga Ugwu Underhill Vandermeer Varela Vasquez Verhoeven Villanueva Vuković Wainwright Wakefield
Weatherspoon Westbrooke Whitlock Wigginton Winslow-Dean Woolridge Wycliffe Yarborough Yıldız Zabala Zdravković Zellner
"""
# A tilde stands for a blank within a name.
_FIRST, _LAST = _FIRST_TEXT.split(), _LAST_TEXT.split()
SUFFIXES = ("Jr.", "II", "III", "IV")
_WITH_SUFFIX = 24
# Of those, so many share everything but the suffix with another player of the league.
_TWINS = 1


def draw_names(count: int, random: np.random.Generator) -> list[str]:
    """So many different full names, no two with one player_lookup; one pair differs by its suffix alone."""
    pairs = random.permutation(len(_FIRST) * len(_LAST))[: count * 2]
    names: dict[str, str] = {}
    for pair in pairs.tolist():
        name = f"{_FIRST[pair // len(_LAST)]} {_LAST[pair % len(_LAST)]}".replace("~", " ")
        names.setdefault(player_lookup(name), name)
        if len(names) == count:
            break
    drawn = list(names.values())
    for index, position in enumerate(random.permutation(count)[: _WITH_SUFFIX + _TWINS].tolist()):
        if index < _WITH_SUFFIX:
            drawn[position] += f" {SUFFIXES[index % len(SUFFIXES)]}"
            named = position
        else:
            drawn[position] = drawn[named].rsplit(" ", 1)[0]
    return drawn
