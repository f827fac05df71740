using System.Net;
using System.Text.RegularExpressions;
using Jobbers.Hosts.Tests.Architecture;

namespace Jobbers.Hosts.Tests.Dashboard;

/// <summary>The dashboard's files: all served, small, from here alone, and to nobody's harm.</summary>
public sealed partial class DashboardFileTests
{
    private const int Budget = 100 * 1024;

    private static readonly string Folder = Path.Combine(SourceTree.Root, "Jobbers.Hosts/Dashboard/Assets");

    private static string[] Files => Directory.GetFiles(Folder, "*", SearchOption.AllDirectories);

    [Fact]
    public async Task Every_file_is_served_under_a_strict_policy()
    {
        await using var manager = await Manager.StartAsync();
        foreach (var file in Files.Select(file => Path.GetRelativePath(Folder, file)))
        {
            using var answer = await manager.Client.GetAsync(new Uri(manager.Address, $"/assets/{file}"), TestContext.Current.CancellationToken);

            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(Folder, file), TestContext.Current.CancellationToken), await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
            var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
            Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self';", policy);
            Assert.DoesNotContain("unsafe", policy);
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        }
    }

    [Fact]
    public async Task The_root_is_the_shell_and_a_browser_that_has_it_does_not_load_it_again()
    {
        await using var manager = await Manager.StartAsync();
        using var first = await manager.Client.GetAsync(manager.Address, TestContext.Current.CancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Get, manager.Address);
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        using var second = await manager.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal("text/html", first.Content.Headers.ContentType!.MediaType);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Empty(await second.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("/assets/nothing.js")]
    [InlineData("/assets/")]
    [InlineData("/assets/%2e%2e/openapi.schemas.json")]
    [InlineData("/assets/views")]
    public async Task What_is_no_file_of_it_is_not_served(string path)
    {
        await using var manager = await Manager.StartAsync();

        var answer = await manager.GetAsync(path);

        Assert.Equal(404, answer.Status);
    }

    [Fact]
    public async Task The_shell_needs_no_key_but_what_it_shows_does()
    {
        await using var manager = await Manager.StartAsync($"viewer:viewer:{new string('a', 64)}");

        using var shell = await manager.Client.GetAsync(manager.Address, TestContext.Current.CancellationToken);
        using var data = await manager.Client.GetAsync(new Uri(manager.Address, "/stats"), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, shell.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, data.StatusCode);
    }

    [Fact]
    public async Task Without_keys_a_page_of_another_name_gets_no_shell()
    {
        await using var manager = await Manager.StartAsync();

        var answer = await manager.SendAsync("GET", "/", null, request => request.Headers.Host = "rebound.example");

        Assert.Equal(421, answer.Status);
    }

    [Fact]
    public void All_of_it_is_small() => Assert.InRange(Files.Sum(file => new FileInfo(file).Length), 1, Budget);

    [Fact]
    public void Nothing_comes_from_elsewhere_and_nothing_is_inline()
    {
        foreach (var file in Files)
        {
            var text = File.ReadAllText(file).Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal);
            Assert.False(Elsewhere().IsMatch(text), $"{file} names another site");
            Assert.False(Inline().IsMatch(text), $"{file} has something inline");
        }
    }

    [GeneratedRegex(@"https?://")]
    private static partial Regex Elsewhere();

    [GeneratedRegex(@"<script(?![^>]*\bsrc=)|<style|\sstyle=|innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function")]
    private static partial Regex Inline();
}
