using System.Globalization;
using System.Text;
using Jobbers.Storage;

namespace Drills;

/// <summary>The submits of drills, as a client of the TestHost's tasks would make them.</summary>
internal static class Requests
{
    /// <summary>Enough that no innocent task is blamed for the drill's own kills.</summary>
    private const int Unblamed = 1000;

    public static SubmitRequest Journal(double seconds, int maxCrashes = Unblamed) =>
        Of("journal", string.Create(CultureInfo.InvariantCulture, $$"""{"key":"k","seconds":{{seconds}}}""")) with { MaxCrashes = maxCrashes };

    /// <summary>A task that takes its time: <c>slow</c>, <c>block</c>, <c>stubborn</c>.</summary>
    public static SubmitRequest Timed(string name, double seconds) =>
        Of(name, string.Create(CultureInfo.InvariantCulture, $$"""{"seconds":{{seconds}}}"""));

    public static SubmitRequest Of(string name, string parameters = "{}") => new()
    {
        Id = Ulid.NewUlid(),
        Name = name,
        Version = 1,
        Queue = "default",
        Parameters = Encoding.UTF8.GetBytes(parameters),
        SavesDeadLetter = true,
    };
}
