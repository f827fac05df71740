using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace Jobbers.Hosts.CommandLine;

/// <summary>Saves the contract baseline: what stored tasks and callers rely on, to be committed and compared at each build.</summary>
internal static class ContractsVerb
{
    // A file that people read: patterns keep their plus signs. The fixes of JOB301 and JOB302 write the same form.
    private static readonly JsonWriterOptions Format = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    private const string DefaultFile = "jobbers.contracts.json";

    public static Command Create(VerbContext context)
    {
        var path = new Argument<string>("path") { Description = "The file to write.", DefaultValueFactory = _ => DefaultFile };
        var write = new Command("write", $"Writes the parameters of every task to {DefaultFile}; commit it.") { path };
        write.SetAction((parsed, cancellationToken) => WriteAsync(context, parsed.GetValue(path)!, parsed.InvocationConfiguration.Output, cancellationToken));
        return new Command("contracts", "The contract baseline of this program's tasks.") { write };
    }

    private static async Task<int> WriteAsync(VerbContext context, string path, TextWriter output, CancellationToken cancellationToken)
    {
        var catalog = context.Configure(new ServiceCollection());
        using var text = new MemoryStream();
        await using (var writer = new Utf8JsonWriter(text, Format))
        {
            writer.WriteStartObject();
            foreach (var task in catalog.Tasks)
            {
                writer.WritePropertyName($"{task.Name}@{task.Version}");
                // Parsed and written anew: the baseline is indented, the catalog's text is not.
                using var contract = JsonDocument.Parse(task.Contract);
                contract.RootElement.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        text.WriteByte((byte)'\n');
        await OutputFile.WriteAsync(path, text.ToArray(), cancellationToken);
        output.WriteLine($"{catalog.Tasks.Count} contracts written to {Path.GetFullPath(path)}");
        return 0;
    }
}
