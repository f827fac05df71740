using System.Text.Json;
using System.Text.Json.Nodes;

namespace Benchmarks.Comparison;

/// <summary>Every sample, for those who want to do their own sums.</summary>
internal static class JsonFile
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static async Task WriteAsync(Options options, Machine machine, Roster roster, Sheet sheet)
    {
        var samples = new JsonObject();
        foreach (var group in sheet.All.GroupBy(sample => sample.Entrant))
        {
            var figures = new JsonObject();
            foreach (var (_, figure, values) in group)
                figures[figure] = new JsonArray([.. values.Select(value => JsonValue.Create(Math.Round(value, 3)))]);
            samples[group.Key] = figures;
        }

        var whole = new JsonObject
        {
            ["measured_at"] = TimeProvider.System.GetUtcNow().ToString("O"),
            ["runs"] = options.Runs,
            ["jobs"] = options.Jobs,
            ["machine"] = JsonSerializer.SerializeToNode(machine),
            ["skipped"] = Texts(roster.Skipped),
            ["notes"] = Texts(sheet.Reasons),
            ["samples"] = samples,
        };
        var file = Path.Combine(Repository.Root, options.Json);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, whole.ToJsonString(Indented));
        await Console.Error.WriteLineAsync($"raw figures: {file}");
    }

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);
}
