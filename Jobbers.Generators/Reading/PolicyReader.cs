using System.Globalization;
using Jobbers.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Jobbers.Generators.Reading;

/// <summary>Reads the options of <c>[RegisterTask]</c> and holds each to what it may be.</summary>
internal sealed class PolicyReader(IMethodSymbol method, AttributeData attribute, ReadingProblems problems, CancellationToken cancellationToken)
{
    /// <summary>366 days: beyond it a number of seconds is a mistake, and far beyond it no TimeSpan.</summary>
    private const double MostSeconds = 366d * 24 * 3600;

    /// <summary>MaxRetryDelay where it is not written.</summary>
    private const double UsualMostRetryDelay = 3600;

    public string Name
    {
        get
        {
            var name = attribute.ConstructorArguments is [{ Value: string text }] ? text : "";
            if (!IsName(name, upperToo: false))
                problems.Add(RuleIds.TaskName, $"'{name}' cannot be a task's name: use 1 to 100 of a-z, 0-9, '_', '.' and '-'", FirstArgument(), method);
            return name;
        }
    }

    public int Version => Integer("Version", 1, int.MaxValue) ?? 1;

    public bool Recurs => Written("Cron")?.Value is string;

    public IReadOnlyList<string> UniqueBy =>
        Written("UniqueBy") is { IsNull: false } names ? [.. names.Values.Select(v => v.Value as string ?? "")] : [];

    public SyntaxNode? Place(string option) =>
        (attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken) as AttributeSyntax)?.ArgumentList?.Arguments
            .FirstOrDefault(a => a.NameEquals?.Name.Identifier.ValueText == option)?.Expression;

    public PolicyModel Read()
    {
        var policy = ReadEach();
        CheckTogether(policy);
        return policy;
    }

    private PolicyModel ReadEach() => new()
    {
        Queue = Queue(),
        Priority = Integer("Priority", 0, 9) ?? 5,
        MaxRetries = Integer("MaxRetries", 0, 1000),
        RetryDelay = Seconds("RetryDelay", zeroToo: true),
        Backoff = Choice("Backoff"),
        MaxRetryDelay = Seconds("MaxRetryDelay", zeroToo: true),
        Timeout = Seconds("Timeout", zeroToo: false),
        MaxHeartbeatInterval = Seconds("MaxHeartbeatInterval", zeroToo: false),
        DeadLetterPolicy = Choice("DeadLetterPolicy"),
        OnShutdown = Choice("OnShutdown"),
        MaxConcurrent = Integer("MaxConcurrent", 1, int.MaxValue),
        MaxCrashes = Integer("MaxCrashes", 1, 100),
        Cron = Cron(),
        CronTimeZone = TimeZone(),
        DropsResult = Written("KeepResult") is { Value: false },
        ExpectedExceptions = Exceptions("ExpectedExceptions"),
    };

    /// <summary>Options that are fine each by itself, of which one takes from the other what it says.</summary>
    private void CheckTogether(PolicyModel policy)
    {
        var (delay, most) = (policy.RetryDelay, policy.MaxRetryDelay);
        if (delay > most)
            Refuse("MaxRetryDelay", $"MaxRetryDelay is less than RetryDelay ({Text(delay)} s) and would cut every delay: make it at least as long, or shorten RetryDelay");
        else if (most is null && delay > UsualMostRetryDelay && !IsWritten("MaxRetryDelay"))
            Refuse("RetryDelay", $"RetryDelay is more than MaxRetryDelay, which is {UsualMostRetryDelay} s where it is not written and would cut every delay: write MaxRetryDelay too, at least as long");
        if (policy.Backoff is not null && !IsWritten("RetryDelay"))
            Refuse("Backoff", "Backoff says how RetryDelay grows, and without one a retry is queued at once: write RetryDelay too, or leave Backoff out");
        if (policy.MaxHeartbeatInterval > policy.Timeout)
            Refuse("MaxHeartbeatInterval", $"MaxHeartbeatInterval is more than Timeout ({Text(policy.Timeout)} s), so that no silence is ever noticed: make it less, or leave it out");
    }

    /// <summary>They change nothing at run time, but a wrong one is still a mistake.</summary>
    public void CheckFatalExceptions() => Exceptions("FatalExceptions");

    private string Queue()
    {
        if (Written("Queue") is not { } written)
            return "default";
        var queue = written.Value as string ?? "";
        if (!IsName(queue, upperToo: true))
            Refuse("Queue", $"'{queue}' cannot be a queue's name: use 1 to 100 of a-z, A-Z, 0-9, '_', '.' and '-'");
        return queue;
    }

    private string? Cron()
    {
        if (Written("Cron")?.Value is not string cron)
            return null;
        if (CronText.Problem(cron) is { } problem)
            Refuse("Cron", $"Cron: {problem}");
        return cron;
    }

    /// <summary>Which zones there are is known where the scheduler runs.</summary>
    private string? TimeZone()
    {
        if (Written("CronTimeZone")?.Value is not string zone)
            return null;
        if (!Recurs)
            Refuse("CronTimeZone", "CronTimeZone says how Cron is meant, and there is none: write Cron too, or leave it out");
        else if (zone.Trim().Length == 0)
            Refuse("CronTimeZone", "CronTimeZone is empty: write the name of a time zone, as Europe/Berlin, or leave it out for UTC");
        return zone;
    }

    private int? Integer(string option, int least, int most)
    {
        if (Written(option) is not { Value: int number })
            return null;
        if (number < least || number > most)
            Refuse(option, most == int.MaxValue ? $"{option} must be at least {least}" : $"{option} must be between {least} and {most}");
        return number;
    }

    private double? Seconds(string option, bool zeroToo)
    {
        if (Written(option) is not { Value: double seconds })
            return null;
        if (!(seconds >= 0 && seconds <= MostSeconds) || (seconds == 0 && !zeroToo))
        {
            Refuse(option, $"{option} must be {(zeroToo ? "at least" : "more than")} 0 and at most {MostSeconds:0} seconds; leave it out for the default");
            return null;
        }

        return seconds;
    }

    private string? Choice(string option)
    {
        if (Written(option) is not { Type: { } type } written)
            return null;
        if (LiteralReader.Read(type, written.Value) is { } literal)
            return literal.Text;
        Refuse(option, $"{option} must be one of {string.Join(", ", type.GetMembers().OfType<IFieldSymbol>().Select(f => f.Name))}");
        return null;
    }

    private EquatableArray<string> Exceptions(string option)
    {
        if (Written(option) is not { IsNull: false } written)
            return default;
        var names = new List<string>();
        foreach (var value in written.Values)
        {
            if (value.Value is INamedTypeSymbol { IsUnboundGenericType: false } type && type.DerivesFrom("System.Exception") && type.IsReachable())
                names.Add(type.GlobalName());
            else
                problems.Add(RuleIds.ExceptionTypes, $"{option}: {Describe(value)} cannot be caught: name closed, accessible types that derive from Exception", Place(option), method);
        }

        return names.Distinct().ToEquatableArray();
    }

    private static string Describe(TypedConstant value) => value.Value is ITypeSymbol type ? type.ShortName() : "null";

    private static string Text(double? seconds) => seconds?.ToString(CultureInfo.InvariantCulture) ?? "";

    private bool IsWritten(string option) => Written(option) is not null;

    private void Refuse(string option, string message) => problems.Add(RuleIds.OptionValue, message, Place(option), method);

    private TypedConstant? Written(string option)
    {
        foreach (var pair in attribute.NamedArguments)
        {
            if (pair.Key == option && pair.Value.Kind != TypedConstantKind.Error)
                return pair.Value;
        }

        return null;
    }

    private ExpressionSyntax? FirstArgument() =>
        (attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken) as AttributeSyntax)?.ArgumentList?.Arguments
            .FirstOrDefault(a => a.NameEquals is null)?.Expression;

    private static bool IsName(string name, bool upperToo) => name.Length is >= 1 and <= 100 && name.All(c =>
        c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_' or '.' or '-' || (upperToo && c is >= 'A' and <= 'Z'));
}
