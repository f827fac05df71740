using System.Text.Json;
using Jobbers.Catalog;
using Jobbers.Declaration;

namespace Jobbers.Hosts.Tests;

/// <summary>Hand-made tasks: nothing here needs the generator.</summary>
internal static class TestCatalog
{
    private static readonly byte[] AnyObject = """{"type":"object"}"""u8.ToArray();

    public static TaskCatalog Create() => new(
    [
        new TaskDescriptor<Report, JsonElement>
        {
            Name = "generate_report",
            Version = 1,
            Queue = "reports",
            Description = "Makes a report.",
            DeclaredBy = "Tests.GenerateReport",
            ParametersSchema = """{"type":"object","properties":{"report_id":{"type":"integer","minimum":1}},"required":["report_id"]}"""u8.ToArray(),
            ResultSchema = AnyObject,
            Contract = "{}",
            Policy = new TaskPolicy { DeadLetterPolicy = DeadLetterPolicy.Save, MaxHeartbeatInterval = TimeSpan.FromMinutes(5) },
            Codec = ReportCodec.Instance,
            ResultCodec = RawCodec.Instance,
            Invoke = static (_, _) => default,
        },
        Raw("echo", 1),
        Raw("echo", 2, cron: "@daily"),
        Raw("pay_later", 1, saves: true),
        Raw("pay", 1, ["params.pin", "params.cards[*].number", "params.accounts.*.secret", "result.receipt"], uniqueBy: "pin"),
    ]);

    private static TaskDescriptor<JsonElement, JsonElement> Raw(string name, int version, string[]? sensitive = null, string? uniqueBy = null, bool saves = false, string? cron = null) => new()
    {
        Name = name,
        Version = version,
        DeclaredBy = $"Tests.{name}",
        ParametersSchema = AnyObject,
        ResultSchema = AnyObject,
        Contract = "{}",
        Policy = new TaskPolicy { DeadLetterPolicy = saves ? DeadLetterPolicy.Save : DeadLetterPolicy.None },
        SensitivePaths = sensitive ?? [],
        Recurrence = cron is null ? null : new TaskRecurrence(cron),
        WriteUniqueValues = uniqueBy is null ? null : (json, value) => value.GetProperty(uniqueBy).WriteTo(json),
        Codec = RawCodec.Instance,
        ResultCodec = RawCodec.Instance,
        Invoke = static (_, _) => default,
    };
}
