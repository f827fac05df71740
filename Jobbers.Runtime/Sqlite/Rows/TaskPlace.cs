namespace Jobbers.Sqlite.Rows;

/// <summary>A task's place in its queue: (9 − priority)·2^49 + sequence, so that a higher priority comes first and equals go by their submit.</summary>
internal static class TaskPlace
{
    public const int HighestPriority = 9;
    public const int LowestPriority = 0;

    private const int SequenceBits = 49;

    public static long Of(int priority, long sequence) => ((long)(HighestPriority - priority) << SequenceBits) + sequence;
}
