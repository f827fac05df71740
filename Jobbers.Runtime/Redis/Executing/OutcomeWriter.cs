using Jobbers.Redis.Scripting;
using Jobbers.Storage;
using StackExchange.Redis;

namespace Jobbers.Redis.Executing;

/// <summary>Writes outcomes: id, token, code, then what the code's letters name.</summary>
internal static class OutcomeWriter
{
    /// <summary>Codes that are sent all the time, made once.</summary>
    private static readonly RedisValue Completed = "c";

    private static readonly RedisValue CompletedWithResult = "cy";

    public static int Size(IReadOnlyList<Outcome> outcomes)
    {
        var size = 0;
        for (var i = 0; i < outcomes.Count; i++)
        {
            var outcome = outcomes[i];
            size += 3 + (outcome.Delay is null ? 0 : 1) + (outcome.Result is null ? 0 : 1) + (outcome.Failure is null ? 0 : 2)
                + (outcome.Progress is null ? 0 : 1) + (outcome.Message is null ? 0 : 1);
        }

        return size;
    }

    public static void Write(IReadOnlyList<Outcome> outcomes, RedisValue[] values, int at)
    {
        var ids = new IdText(outcomes.Count);
        for (var i = 0; i < outcomes.Count; i++)
        {
            var outcome = outcomes[i];
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
    }

    private static RedisValue Code(Outcome outcome)
    {
        if (outcome is { Kind: Lifecycle.OutcomeKind.Completed, Delay: null, Failure: null, Progress: null, Message: null })
            return outcome.Result is null ? Completed : CompletedWithResult;
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
