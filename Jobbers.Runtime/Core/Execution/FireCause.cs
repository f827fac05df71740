namespace Jobbers.Execution;

/// <summary>Why an attempt's token fired. The first cause stands.</summary>
internal enum FireCause
{
    None,

    /// <summary>The attempt took longer than its timeout.</summary>
    Timeout,

    /// <summary>A cancel was asked for.</summary>
    Cancel,

    /// <summary>No heartbeat within its interval; settled already.</summary>
    Silence,

    /// <summary>The claim is another worker's now.</summary>
    LostClaim,

    /// <summary>The worker stops, and the task's policy is stop.</summary>
    ShutdownStop,

    /// <summary>The worker stops, and the task goes back to its queue.</summary>
    ShutdownResubmit,
}
