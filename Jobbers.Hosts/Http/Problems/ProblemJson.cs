using System.Text.Json;
using Jobbers.Hosts.Http.Json;

namespace Jobbers.Hosts.Http.Problems;

/// <summary>Writes a problem as RFC 9457 has it, with all errors by path.</summary>
internal static class ProblemJson
{
    public const string ContentType = "application/problem+json";

    public static void Write(Utf8JsonWriter json, ApiProblemException problem)
    {
        json.WriteStartObject();
        json.WriteString("title", problem.Title);
        json.WriteNumber("status", problem.Status);
        json.WriteString("detail", problem.Detail);
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
