using Jobbers.Redis.Tests.Server;

namespace Jobbers.Hosts.Tests.Native;

/// <summary>A file that is named and not used is said at the start, whatever the verb, also before the store answers.</summary>
public sealed class StoreNoteTests : IDisposable
{
    private const string Note = "SQL_PATH is not used";

    private readonly string _folder = Directory.CreateTempSubdirectory("jobbers-note-").FullName;
    private readonly string _redis = $"redis://127.0.0.1:{FreePort.Find()}";

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("manager --urls http://127.0.0.1:0", "REDIS_URL")]
    [InlineData("manager --urls http://127.0.0.1:0", "JOBBERS_STORE")]
    [InlineData("worker", "REDIS_URL")]
    [InlineData("scheduler", "REDIS_URL")]
    [InlineData("cleaner --interval 60", "REDIS_URL")]
    [InlineData("dev --urls http://127.0.0.1:0", "JOBBERS_STORE")]
    public async Task Every_process_says_it_once(string line, string variable)
    {
        await using var host = NativeHost.Start(line.Split(' '), Environment(variable, _redis), _folder);
        await host.UntilSaidAsync(Note);
        await host.StopAsync();

        Assert.Equal(2, host.Output.Split(Note).Length);
    }

    [Fact]
    public async Task One_pass_of_the_cleaner_says_it_beside_its_answer()
    {
        var store = $"sqlite:{Path.Combine(_folder, "other.db")}";

        var (code, output, error) = await NativeHost.RunAsync(["cleaner", "--json"], Environment("JOBBERS_STORE", store));

        Assert.Equal(0, code);
        Assert.Contains(Note, error, StringComparison.Ordinal);
        Assert.StartsWith("{", Assert.Single(output.Trim().Split('\n')), StringComparison.Ordinal);
    }

    private Dictionary<string, string> Environment(string variable, string store) => new()
    {
        [variable] = store,
        ["SQL_PATH"] = Path.Combine(_folder, "jobs.db"),
    };
}
