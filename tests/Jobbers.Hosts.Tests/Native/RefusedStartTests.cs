namespace Jobbers.Hosts.Tests.Native;

/// <summary>A start that cannot work ends with one sentence that names what is wrong and what to do, and an exit code that is not 0.</summary>
public sealed class RefusedStartTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("jobbers-refused-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_file_that_is_no_database_is_named_and_left_as_it_is()
    {
        var file = Path.Combine(_folder, "notes.db");
        await File.WriteAllTextAsync(file, new string('x', 5000), TestContext.Current.CancellationToken);

        var (code, _, error) = await NativeHost.RunAsync(["dev", "--store", $"sqlite:{file}"]);

        Assert.Equal(1, code);
        Assert.Contains(file, OneSentence(error), StringComparison.Ordinal);
        Assert.Equal(new string('x', 5000), await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_file_that_cannot_be_made_is_named()
    {
        var (code, _, error) = await NativeHost.RunAsync(["dev", "--store", $"sqlite:{_folder}/absent/jobbers.db"]);

        Assert.Equal(1, code);
        Assert.Contains($"{_folder}/absent", OneSentence(error), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("WORKER_CONCURRENT_TASKS", "many", "WORKER_CONCURRENT_TASKS is 'many': it must be a whole number from 1 to 10000.")]
    [InlineData("WORKER_UNKNOWN_TASKS", "keep", "WORKER_UNKNOWN_TASKS is 'keep': it must be drop or return.")]
    [InlineData("JOBBERS_STORE", "mysql://x", "JOBBERS_STORE is 'mysql://…': it must be sqlite:PATH, redis://HOST:PORT or rediss://HOST:PORT.")]
    [InlineData("JOBBERS_API_KEYS", "", "JOBBERS_API_KEYS is set and holds no entry. Write name:role:sha256;… as 'keys new' makes it; to have no keys, do not set it.")]
    [InlineData("WORKER_SHUTDOWN_TIMEOUT", "-1", "WORKER_SHUTDOWN_TIMEOUT is '-1': it must be seconds from 0 to 3600.")]
    public async Task A_bad_setting_is_named_with_what_is_allowed(string name, string value, string sentence)
    {
        var (code, _, error) = await NativeHost.RunAsync(["dev"], new Dictionary<string, string> { [name] = value });

        Assert.Equal((2, sentence), (code, error.Trim()));
    }

    [Fact]
    public async Task Without_keys_nothing_but_loopback_is_listened_on()
    {
        var (code, _, error) = await NativeHost.RunAsync(["dev", "--urls", "http://0.0.0.0:0", "--store", $"sqlite:{_folder}/a.db"]);

        Assert.Equal(2, code);
        Assert.Contains("there are no API keys", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_said_with_the_way_out()
    {
        using var store = new NativeStore("sqlite");
        await using var first = await NativeHost.StartAsync(store.Address);

        var (code, output, error) = await NativeHost.RunAsync(["dev", "--urls", first.Url, "--store", $"sqlite:{_folder}/b.db"]);

        Assert.Equal(1, code);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
        Assert.Contains($"Cannot listen at {first.Url}", error, StringComparison.Ordinal);
        Assert.Contains("JOBBERS_URLS", error, StringComparison.Ordinal);
        Assert.Contains("listen elsewhere: --urls", OneSentence(error), StringComparison.Ordinal);
    }

    private static string OneSentence(string error)
    {
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        Assert.Single(error.Trim().Split('\n'));
        return error;
    }
}
