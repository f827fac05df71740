using System.Text.Json;
using Jobbers.Catalog;

namespace Jobbers.Submission.Http;

/// <summary>A problem answer (RFC 9457) as managers write it.</summary>
/// <param name="Status">Its status; within a batch each element has its own.</param>
/// <param name="Code">One of <see cref="ProblemCodes"/>, or null.</param>
/// <param name="Detail">A sentence that says what to do.</param>
/// <param name="Errors">What is not valid, by path.</param>
internal sealed record Problem(int Status, string? Code, string Detail, IReadOnlyList<PayloadProblem> Errors)
{
    /// <summary>Reads a whole answer; null when it is no problem.</summary>
    public static Problem? TryRead(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8);
        try
        {
            return reader.Read() ? Read(ref reader) : null;
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    /// <summary>Reads the object that the reader stands on.</summary>
    public static Problem Read(ref Utf8JsonReader reader)
    {
        var problem = new Problem(0, null, "", []);
        AnswerJson.EnterObject(ref reader);
        while (AnswerJson.NextMember(ref reader, out var name))
        {
            problem = name switch
            {
                "status" => problem with { Status = reader.GetInt32() },
                "code" => problem with { Code = reader.GetString() },
                "detail" => problem with { Detail = reader.GetString() ?? "" },
                "errors" => problem with { Errors = ReadErrors(ref reader) },
                _ => AnswerJson.Ignore(ref reader, problem),
            };
        }

        return problem;
    }

    private static List<PayloadProblem> ReadErrors(ref Utf8JsonReader reader)
    {
        var errors = new List<PayloadProblem>();
        AnswerJson.EnterObject(ref reader);
        while (AnswerJson.NextMember(ref reader, out var path))
        {
            AnswerJson.EnterArray(ref reader);
            while (AnswerJson.NextElement(ref reader))
                errors.Add(new PayloadProblem(path, reader.GetString() ?? ""));
        }

        return errors;
    }
}
