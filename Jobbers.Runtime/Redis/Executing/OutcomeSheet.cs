using Jobbers.Lifecycle;
using Jobbers.Redis.Scripting;
using Jobbers.Storage;
using StackExchange.Redis;

namespace Jobbers.Redis.Executing;

/// <summary>
/// The outcomes of one call as <c>settle_outcomes</c> reads them, and its verdicts in the caller's order. What simply completed comes first,
/// in groups of one queue, with and without a result: that is nearly everything, and is said and settled with least.
/// </summary>
internal sealed class OutcomeSheet
{
    /// <summary>The number of groups, and that of all outcomes.</summary>
    private const int HeadSize = 2;

    private static readonly RedisValue Completed = "c";
    private static readonly RedisValue CompletedWithResult = "cy";

    private readonly IReadOnlyList<Outcome> _outcomes;
    private readonly List<OutcomeGroup> _groups = [];

    /// <summary>Which group an outcome is in; -1 for one that is written for itself.</summary>
    private readonly int[] _groupOf;

    public OutcomeSheet(IReadOnlyList<Outcome> outcomes)
    {
        _outcomes = outcomes;
        _groupOf = new int[outcomes.Count];
        var size = HeadSize;
        for (var i = 0; i < outcomes.Count; i++)
        {
            _groupOf[i] = GroupOf(outcomes[i]);
            size += _groupOf[i] >= 0 ? SizeInGroup(outcomes[i]) : SizeAlone(outcomes[i]);
        }

        Size = size + _groups.Count * OutcomeGroup.HeadSize;
    }

    /// <summary>How many values it takes.</summary>
    public int Size { get; }

    public void Write(RedisValue[] values, int at)
    {
        values[at++] = _groups.Count;
        values[at++] = _outcomes.Count;
        var ids = new IdText(_outcomes.Count);
        for (var group = 0; group < _groups.Count; group++)
            WriteGroup(group, ids, values, ref at);
        for (var i = 0; i < _outcomes.Count; i++)
        {
            if (_groupOf[i] < 0)
                WriteAlone(_outcomes[i], ids, values, ref at);
        }
    }

    /// <summary>A repeated call whose outcomes are others than before has fewer verdicts; what has none was not written.</summary>
    public SettleAnswer[] Read(ReadOnlySpan<byte> verdicts)
    {
        var answers = new SettleAnswer[_outcomes.Count];
        var next = 0;
        for (var group = 0; group < _groups.Count; group++)
            ReadGroup(group, verdicts, answers, ref next);
        ReadGroup(-1, verdicts, answers, ref next);
        return answers;
    }

    private void ReadGroup(int group, ReadOnlySpan<byte> verdicts, SettleAnswer[] answers, ref int next)
    {
        for (var i = 0; i < answers.Length; i++)
        {
            if (_groupOf[i] != group)
                continue;
            if (next < verdicts.Length && verdicts[next] != (byte)'-')
                answers[i] = new SettleAnswer(true, StatusLetters.Status((char)verdicts[next]), verdicts[next] == (byte)'F');
            next++;
        }
    }

    private int GroupOf(Outcome outcome)
    {
        if (outcome is not { Kind: OutcomeKind.Completed, Delay: null, Failure: null, Progress: null, Message: null })
            return -1;
        var queue = outcome.Claim.Queue;
        var hasResult = outcome.Result is not null;
        for (var i = 0; i < _groups.Count; i++)
        {
            if (_groups[i].HasResult == hasResult && _groups[i].Queue == queue)
            {
                _groups[i] = _groups[i] with { Count = _groups[i].Count + 1 };
                return i;
            }
        }

        _groups.Add(new OutcomeGroup(queue, hasResult, 1));
        return _groups.Count - 1;
    }

    private void WriteGroup(int group, IdText ids, RedisValue[] values, ref int at)
    {
        values[at++] = _groups[group].Queue;
        values[at++] = _groups[group].HasResult ? CompletedWithResult : Completed;
        values[at++] = _groups[group].Count;
        for (var i = 0; i < _outcomes.Count; i++)
        {
            if (_groupOf[i] != group)
                continue;
            values[at++] = ids.Write(_outcomes[i].Claim.Id);
            values[at++] = _outcomes[i].Claim.Token;
            if (_outcomes[i].Result is { } result)
                values[at++] = result;
        }
    }

    private static int SizeInGroup(Outcome outcome) => outcome.Result is null ? 2 : 3;

    private static int SizeAlone(Outcome outcome) =>
        3 + (outcome.Delay is null ? 0 : 1) + (outcome.Result is null ? 0 : 1) + (outcome.Failure is null ? 0 : 2)
        + (outcome.Progress is null ? 0 : 1) + (outcome.Message is null ? 0 : 1);

    private static void WriteAlone(Outcome outcome, IdText ids, RedisValue[] values, ref int at)
    {
        values[at++] = ids.Write(outcome.Claim.Id);
        values[at++] = outcome.Claim.Token;
        values[at++] = Code(outcome);
        if (outcome.Delay is { } delay)
            values[at++] = StoreTime.Micros(delay);
        if (outcome.Result is { } result)
            values[at++] = result;
        if (outcome.Failure is { } failure)
        {
            values[at++] = failure.Error;
            values[at++] = FailureText.Write(failure);
        }

        if (outcome.Progress is { } progress)
            values[at++] = progress;
        if (outcome.Message is { } message)
            values[at++] = message;
    }

    private static RedisValue Code(Outcome outcome)
    {
        Span<char> letters = stackalloc char[6];
        var length = 0;
        letters[length++] = StatusLetters.Of(outcome.Kind);
        if (outcome.Delay is not null)
            letters[length++] = 'd';
        if (outcome.Result is not null)
            letters[length++] = 'y';
        if (outcome.Failure is not null)
            letters[length++] = 'f';
        if (outcome.Progress is not null)
            letters[length++] = 'g';
        if (outcome.Message is not null)
            letters[length++] = 'm';
        return new string(letters[..length]);
    }
}
