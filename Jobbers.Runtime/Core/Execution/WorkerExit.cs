namespace Jobbers.Execution;

/// <summary>How the worker of this process ended, for the process's exit code and its health page.</summary>
internal sealed class WorkerExit
{
    /// <summary>0, unless the worker could not go on.</summary>
    public int Code { get; set; }

    /// <summary>Every slot is held by code that does not end.</summary>
    public bool AllSlotsAbandoned { get; set; }
}
