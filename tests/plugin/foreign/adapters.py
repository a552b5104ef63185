"""What the harness needs to know of a class with other names: how to make it, and how to call it."""


def odd_batches(subject):
    class Adapted:
        may_raise = ()

        def __init__(self, **wishes):
            self.subject = subject(firestore_project="any-project")

        def record_completion(self, batch_id, player_lookup, predictions_count):
            return self.subject.done(player_lookup, batch_id)

    return Adapted
