using System.Text.Json;

namespace Jobbers.Submission.Http;

/// <summary>What one element of a bulk submit came to.</summary>
/// <param name="Id">The stored task, when it was not refused.</param>
/// <param name="Problem">Why it was refused.</param>
internal readonly record struct BatchResult(Ulid Id, Problem? Problem)
{
    /// <summary>Reads the answer to a bulk submit.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static List<BatchResult> ReadAll(ReadOnlyMemory<byte> json)
    {
        var results = new List<BatchResult>();
        var reader = new Utf8JsonReader(json.Span, AnswerJson.Options);
        reader.Read();
        AnswerJson.EnterObject(ref reader);
        while (AnswerJson.NextMember(ref reader, out var name))
        {
            if (name != "results")
            {
                reader.Skip();
                continue;
            }

            AnswerJson.EnterArray(ref reader);
            while (AnswerJson.NextElement(ref reader))
                results.Add(Read(ref reader, json));
        }

        return results;
    }

    /// <summary>Whether the store went away before it had taken every element. What is no answer to a bulk submit is not unfinished.</summary>
    public static bool IsUnfinished(ReadOnlyMemory<byte> json)
    {
        try
        {
            return ReadAll(json).Exists(static result => result.Problem?.Code == ProblemCodes.StoreUnavailable);
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException or FormatException)
        {
            return false;
        }
    }

    private static BatchResult Read(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json)
    {
        BatchResult? result = null;
        AnswerJson.EnterObject(ref reader);
        while (AnswerJson.NextMember(ref reader, out var name))
        {
            result = name switch
            {
                "task" => new BatchResult(TaskAnswer.Read(ref reader, json).Id, null),
                "problem" => new BatchResult(default, Problem.Read(ref reader)),
                _ => AnswerJson.Ignore(ref reader, result),
            };
        }

        return result ?? throw new JsonException("a result has a task or a problem");
    }
}
