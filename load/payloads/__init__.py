"""What a load run sends: start requests and push envelopes, made from the season's players, the same for one seed."""
