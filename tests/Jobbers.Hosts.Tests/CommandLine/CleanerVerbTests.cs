using Jobbers.Hosts.CommandLine;

namespace Jobbers.Hosts.Tests.CommandLine;

/// <summary>What the cleaner refuses before it opens a store.</summary>
public sealed class CleanerVerbTests
{
    [Theory]
    [InlineData("--json says what one pass did", "--interval", "60", "--json")]
    [InlineData("--min-queue-age lies after --max-queue-age", "--cancel-waiting", "--min-queue-age", "200", "--max-queue-age", "100")]
    [InlineData("need --cancel-waiting", "--min-queue-age", "100")]
    [InlineData("--interval must be from 1 to 86400 seconds", "--interval", "0.5")]
    [InlineData("--stale-time is -1: it must be seconds from 0", "--stale-time", "-1")]
    public async Task An_option_that_cannot_be_meant_is_refused(string said, params string[] options)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();

        var code = await new JobbersCommand(static _ => { }).RunAsync(["cleaner", .. options], output, error);

        Assert.Equal((2, ""), (code, output.ToString()));
        Assert.Contains(said, error.ToString(), StringComparison.Ordinal);
    }
}
