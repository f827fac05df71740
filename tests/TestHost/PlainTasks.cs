namespace TestHost;

public sealed record Echoed(string Value);

public sealed record Sum(int Value)
{
    [System.Text.Json.Serialization.JsonPropertyName("sum")]
    public int Value { get; init; } = Value;
}

public static class PlainTasks
{
    /// <summary>Answers what it was given.</summary>
    [RegisterTask("echo")]
    public static Task<Echoed> Echo(string value) => Task.FromResult(new Echoed(value));

    /// <summary>Adds two numbers.</summary>
    [RegisterTask("add")]
    public static Task<Sum> Add(int a, int b = 1) => Task.FromResult(new Sum(a + b));

    /// <summary>Does nothing.</summary>
    [RegisterTask("noop")]
    public static Task Noop(string? payload) => Task.CompletedTask;
}
