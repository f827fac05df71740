namespace Jobbers.Storage;

internal enum SignalKind
{
    /// <summary>Something may be claimable that was not.</summary>
    Doorbell,

    /// <summary>A scheduled task may be due earlier than was known.</summary>
    ScheduleChanged,

    /// <summary>A running task's cancel was asked for.</summary>
    CancelRequested,

    /// <summary>Queues, roles or limits changed.</summary>
    RoutingChanged,
}
