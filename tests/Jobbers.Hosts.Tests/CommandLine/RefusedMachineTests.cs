using Jobbers.Hosts.CommandLine;
using Jobbers.Setup;
using Microsoft.Extensions.DependencyInjection;

namespace Jobbers.Hosts.Tests.CommandLine;

/// <summary>What a machine does not give ends with one line that says what to do, and the exit code that help tells.</summary>
public sealed class RefusedMachineTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("jobbers-refused-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("https://127.0.0.1:8443", "speaks no HTTPS")]
    [InlineData("http://127.0.0.1:8000/jobs", "must be addresses like")]
    [InlineData("http://127.0.0.1:8000?a=b", "must be addresses like")]
    [InlineData("http://localhost:0", "must name a port")]
    [InlineData("8000", "must be addresses like")]
    public async Task An_address_that_cannot_be_served_is_a_wrong_setting(string url, string reason)
    {
        var (code, error) = await RunAsync("dev", "--store", $"sqlite:{_folder}/a.db", "--urls", url);

        Assert.Equal(2, code);
        Assert.Contains($"'{url}'", error, StringComparison.Ordinal);
        Assert.Contains(reason, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_of_another_machine_is_said_with_the_way_out()
    {
        // An address for documentation (RFC 5737): nobody has it.
        var (code, error) = await RunAsync("dev", "--store", $"sqlite:{_folder}/a.db", "--urls", "http://203.0.113.1:8000");

        Assert.Equal(1, code);
        Assert.Contains("Cannot listen at http://203.0.113.1:8000: this machine does not have the address", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    public async Task A_port_that_is_taken_is_said_with_the_way_out(string host)
    {
        await using var other = await Manager.StartAsync();

        var (code, error) = await RunAsync("dev", "--store", $"sqlite:{_folder}/a.db", "--urls", $"http://{host}:{other.Address.Port}");

        Assert.Equal(1, code);
        Assert.Contains("another program listens there", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("openapi")]
    [InlineData("contracts write")]
    public async Task A_file_that_cannot_be_written_is_said_with_the_way_out(string command)
    {
        var words = command.Split(' ');
        var missing = Path.Combine(_folder, "absent", "a.json");

        Assert.Equal((1, $"Cannot write {missing}: its folder does not exist. Create the folder, or write elsewhere."), await RunAsync([.. words, missing]));
        Assert.Equal((1, $"Cannot write {_folder}: it is a folder. Add a file name, or write elsewhere."), await RunAsync([.. words, _folder]));
        Assert.Equal(2, (await RunAsync([.. words, ""])).Code);
        Assert.Equal((0, ""), await RunAsync([.. words, Path.Combine(_folder, "a.json")]));
    }

    /// <summary>Guarded by a policy, it may listen beyond this machine.</summary>
    private static void Configure(JobbersBuilder jobbers)
    {
        jobbers.AddTestHostTasks().UseAuthorizationPolicies("any", "any", "any", "any");
        jobbers.Services.AddAuthorizationBuilder().AddPolicy("any", policy => policy.RequireAuthenticatedUser());
    }

    private static async Task<(int Code, string Error)> RunAsync(params string[] args)
    {
        using var error = new StringWriter();
        var code = await new JobbersCommand(Configure).RunAsync(args, TextWriter.Null, error);
        if (code != 0)
            Assert.Single(error.ToString().Trim().Split('\n'));
        return (code, error.ToString().Trim());
    }
}
