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

        var open = Directory.GetFiles($"/proc/{host.ProcessId}/fdinfo").Select(Read).ToList();

        Assert.Contains(open, info => info.Contains("pos:", StringComparison.Ordinal));
        Assert.DoesNotContain(open, info => info.Contains("inotify wd:", StringComparison.Ordinal));
    }

    /// <summary>What a file of the process is; nothing when it has been closed since it was listed.</summary>
    private static string Read(string info)
    {
        try
        {
            return File.ReadAllText(info);
        }
        catch (IOException)
        {
            return "";
        }
    }
}
