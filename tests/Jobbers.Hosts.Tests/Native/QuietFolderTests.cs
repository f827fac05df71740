namespace Jobbers.Hosts.Tests.Native;

/// <summary>The folder that a process is started in may be large: nothing walks it.</summary>
public sealed class QuietFolderTests
{
    [Theory]
    [InlineData("dev")]
    [InlineData("manager")]
    public async Task A_process_watches_no_folder(string verb)
    {
        using var store = new NativeStore("sqlite");
        await using var host = await NativeHost.StartAsync(store.Address, verb: verb);

        var watches = Directory.GetFiles($"/proc/{host.ProcessId}/fdinfo")
            .Where(file => File.ReadAllText(file).Contains("inotify wd:", StringComparison.Ordinal));

        Assert.Empty(watches);
    }
}
