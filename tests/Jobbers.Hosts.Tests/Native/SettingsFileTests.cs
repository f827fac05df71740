using System.Diagnostics;
using Jobbers.Redis.Tests.Server;

namespace Jobbers.Hosts.Tests.Native;

/// <summary>Whatever the verb and wherever it is started: settings are read from beside the program, and the web server listens only where they say.</summary>
public sealed class SettingsFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("jobbers-settings-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("dev")]
    [InlineData("manager")]
    public async Task A_file_in_the_folder_it_is_started_in_is_not_read(string verb)
    {
        using var store = new NativeStore("sqlite");
        await WriteEndpointAsync(_folder);

        await using var host = await NativeHost.StartAsync(store.Address, verb: verb, folder: _folder);

        Assert.DoesNotContain("Overriding address", host.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dev")]
    [InlineData("manager")]
    public async Task The_file_beside_the_program_is_read_by_the_web_server_too(string verb)
    {
        var program = await CopyProgramAsync();
        await WriteEndpointAsync(program);

        await using var host = NativeHost.Start([verb, "--urls", "http://127.0.0.1:0"], folder: _folder, binary: Path.Combine(program, Path.GetFileName(NativeHost.Binary)));

        await IsRefusedAsync(host);
    }

    [Theory]
    [InlineData("worker", "appsettings.json", "{\n  \"Jobbers\": {\n    \"Store\": \"sqlite:a.db\"\n    \"Role\": 1 }\n}", "appsettings.json', line 4: ")]
    [InlineData("dev", "appsettings.json", "", "appsettings.json', line 1: ")]
    [InlineData("dev", "appsettings.json", "[]", "appsettings.json': Top-level JSON element must be an object")]
    [InlineData("manager", "appsettings.Production.json", "{\n}}", "appsettings.Production.json', line 2: ")]
    [InlineData("tasks list", "appsettings.json", "{ x", "appsettings.json', line 1: ")]
    public async Task A_file_that_is_malformed_is_named_with_the_line(string command, string name, string text, string said)
    {
        var program = await CopyProgramAsync();
        await File.WriteAllTextAsync(Path.Combine(program, name), text, TestContext.Current.CancellationToken);

        await using var host = NativeHost.Start(command.Split(' '), folder: _folder, binary: Path.Combine(program, Path.GetFileName(NativeHost.Binary)));

        Assert.Equal(2, await host.ExitAsync());
        var sentence = Assert.Single(host.Output.Trim().Split('\n'));
        Assert.Contains(said, sentence, StringComparison.Ordinal);
        Assert.EndsWith("Correct the file, or take it away to do without it.", sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("manager --urls http://127.0.0.1:0", "Logging__LogLevel__Default", "Logging:LogLevel:Default")]
    [InlineData("worker", "Logging__Console__LogLevel__Microsoft", "Logging:Console:LogLevel:Microsoft")]
    public async Task A_level_that_is_none_is_named_with_those_there_are(string command, string variable, string name)
    {
        var (code, _, error) = await NativeHost.RunAsync([.. command.Split(' ')], new Dictionary<string, string> { [variable] = "Loud" });

        Assert.Equal((2, $"{name} is 'Loud': it must be Trace or Debug or Information or Warning or Error or Critical or None."), (code, error.Trim()));
    }

    [Theory]
    [InlineData("worker")]
    [InlineData("scheduler")]
    [InlineData("cleaner")]
    public async Task Levels_are_those_of_the_settings_for_every_process(string verb)
    {
        using var store = new NativeStore("sqlite");
        var environment = new Dictionary<string, string> { ["JOBBERS_STORE"] = store.Address, ["Logging__LogLevel__Microsoft"] = "Debug" };
        string[] arguments = verb == "cleaner" ? [verb, "--interval", "60"] : [verb];

        await using var host = NativeHost.Start(arguments, environment, _folder);

        await host.UntilSaidAsync("Hosting started");
    }

    [Theory]
    [InlineData("Kestrel__Endpoints__Open__Url")]
    [InlineData("ASPNETCORE_Kestrel__Endpoints__Open__Url")]
    public async Task Endpoints_of_the_web_server_do_not_go_around_the_check_of_who_may_call(string name)
    {
        var environment = new Dictionary<string, string> { [name] = $"http://0.0.0.0:{FreePort.Find()}" };

        await using var host = NativeHost.Start(["manager", "--urls", "http://127.0.0.1:0"], environment, _folder);

        await IsRefusedAsync(host);
    }

    private async Task<string> CopyProgramAsync()
    {
        var program = Path.Combine(_folder, "program");
        using var copy = Process.Start("cp", ["-r", Path.GetDirectoryName(NativeHost.Binary)!, program]);
        await copy.WaitForExitAsync(TestContext.Current.CancellationToken);
        return program;
    }

    private static async Task IsRefusedAsync(NativeHost host)
    {
        Assert.Equal(2, await host.ExitAsync());
        Assert.Contains("Kestrel:Endpoints:Open is set", host.Output, StringComparison.Ordinal);
        Assert.Contains("set JOBBERS_URLS or --urls", host.Output, StringComparison.Ordinal);
    }

    private static Task WriteEndpointAsync(string folder) => File.WriteAllTextAsync(
        Path.Combine(folder, "appsettings.json"),
        $$"""{"Kestrel:Endpoints:Open:Url":"http://127.0.0.1:{{FreePort.Find()}}"}""");
}
