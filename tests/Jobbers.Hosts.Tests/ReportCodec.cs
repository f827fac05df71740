using System.Text.Json;
using Jobbers.Catalog;

namespace Jobbers.Hosts.Tests;

/// <summary><c>{"report_id": 1…, "title": 1 to 20 characters, optional}</c>, strict as generated codecs are.</summary>
internal sealed class ReportCodec : PayloadCodec<Report>
{
    public static ReportCodec Instance { get; } = new();

    public override bool TryRead(ref Utf8JsonReader reader, PayloadProblems problems, out Report value)
    {
        var before = problems.Count;
        value = new Report(0, null);
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            problems.Add("must be an object");
            reader.Skip();
            return false;
        }

        int? id = null;
        string? title = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            switch (name)
            {
                case "report_id" when reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var number):
                    id = number;
                    break;
                case "title" when reader.TokenType == JsonTokenType.String:
                    title = reader.GetString();
                    break;
                case "report_id" or "title":
                    problems.Add(name, "has the wrong type");
                    id ??= name == "report_id" ? 1 : null;
                    reader.Skip();
                    break;
                default:
                    problems.Add(name, "is not a known parameter");
                    reader.Skip();
                    break;
            }
        }

        if (id is null)
            problems.Add("report_id", "is required");
        value = new Report(id ?? 1, title);
        Validate(value, problems);
        return problems.Count == before;
    }

    public override void Validate(Report value, PayloadProblems problems)
    {
        if (value.ReportId < 1)
            problems.Add("report_id", "must be at least 1");
        if (value.Title is { Length: 0 or > 20 })
            problems.Add("title", "must be 1 to 20 characters");
    }

    public override void Write(Utf8JsonWriter writer, Report value)
    {
        writer.WriteStartObject();
        writer.WriteNumber("report_id", value.ReportId);
        if (value.Title is { } title)
            writer.WriteString("title", title);
        writer.WriteEndObject();
    }
}
