namespace Storage.Conformance.Model;

/// <summary>The running attempt of a task. Times are seconds of the model's clock.</summary>
internal sealed class ModelAttempt(ModelWorker worker, int now)
{
    public ModelWorker Worker { get; } = worker;

    public int LeaseUntil { get; private set; } = now + StoreModel.LeaseSeconds;

    /// <summary>Null until the worker renews it.</summary>
    public int? RenewedAt { get; private set; }

    public int LastSign { get; private set; } = now;

    public bool HasBeaten { get; private set; }

    public bool CancelRequested { get; set; }

    public void Renew(int at)
    {
        LeaseUntil = at + StoreModel.LeaseSeconds;
        RenewedAt = at;
    }

    public void Beat(int at)
    {
        LastSign = at;
        HasBeaten = true;
    }
}
