namespace Jobbers.Execution;

/// <summary>
/// What was said of tasks that this worker does not know and puts back. All of them come again each 5 s, for as long as a deployment takes: a line for each
/// would be hundreds a second. For the worker's own loop alone.
/// </summary>
internal sealed class UnknownTasks(TimeProvider time)
{
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(1);

    private readonly Dictionary<(string Name, int Version), long> _said = [];

    /// <summary>Whether it is time to speak of them, which it then is not for a minute.</summary>
    public bool AreWorthALine(string name, int version)
    {
        if (_said.TryGetValue((name, version), out var last) && time.GetElapsedTime(last) < Silence)
            return false;
        _said[(name, version)] = time.GetTimestamp();
        return true;
    }
}
