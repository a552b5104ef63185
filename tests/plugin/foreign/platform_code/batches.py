"""The batch state as the platform has it: an array, a counter, and a look whether that was the last one."""

from google.cloud import firestore


class BatchStateManager:
    def __init__(self, project_id):
        self.db = firestore.Client(project=project_id)

    def record_completion(self, batch_id, player_lookup, predictions_count):
        reference = self.db.collection("prediction_batches").document(batch_id)
        reference.update(
            {
                "completed_players": firestore.ArrayUnion([player_lookup]),
                f"predictions_by_player.{player_lookup}": predictions_count,
                "total_predictions": firestore.Increment(predictions_count),
                "updated_at": firestore.SERVER_TIMESTAMP,
            }
        )
        found = reference.get().to_dict()
        complete = len(found["completed_players"]) >= found["expected_players"]
        if complete:
            reference.update({"is_complete": True})
        return complete


class OddBatches:
    """The same with other names, which an adapter bridges."""

    def __init__(self, *, firestore_project):
        self.manager = BatchStateManager(firestore_project)

    def done(self, player, batch):
        return self.manager.record_completion(batch, player, 7)
