using System.Text.Json;
using Jobbers.Hosts.Http.Json;

namespace Jobbers.Hosts.Http.Problems;

/// <summary>Writes a problem as RFC 9457 has it, with all errors by path.</summary>
internal static class ProblemJson
{
    public const string ContentType = "application/problem+json";

    /// <summary>Writes one.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="problem">What is wrong.</param>
    /// <param name="isOfRead">Whether the request only reads: then there is nothing to say of what it changed.</param>
    public static void Write(Utf8JsonWriter json, ApiProblemException problem, bool isOfRead = false)
    {
        json.WriteStartObject();
        json.WriteString("title", problem.Title);
        json.WriteNumber("status", problem.Status);
        json.WriteString("detail", problem.Errors.Count > 0 && !isOfRead ? $"Nothing was changed. {problem.Detail}" : problem.Detail);
        json.WriteText("code", problem.Code);
        if (problem.Errors.Count > 0)
        {
            json.WriteStartObject("errors");
            foreach (var field in problem.Errors.GroupBy(error => error.Path))
            {
                json.WriteStartArray(field.Key);
                foreach (var error in field)
                    json.WriteStringValue(error.Reason);
                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
