using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace Jobbers.Hosts.Tests;

/// <summary>The API reference in a browser: a shell that anyone may see, from this manager's own files only.</summary>
public sealed partial class PageTests : ManagerTests
{
    private static readonly string[] Assets = ["/pages/pages.css", "/pages/docs.js", "/pages/scalar.js"];

    [Fact]
    public async Task The_page_loads_nothing_that_its_policy_and_this_manager_do_not_give()
    {
        var page = (await Manager.GetAsync("/docs")).Is(200);

        Assert.Equal(
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            page.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("text/html", page.ContentType);
        Assert.Equal("nosniff", page.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("no-store", page.Headers.CacheControl!.ToString());
        Assert.DoesNotMatch("""<script(?![^>]*\bsrc=)|\son\w+=|\sstyle=|javascript:""", page.Text);
        // Relative to its own place, so that the page works below any path.
        var links = Links().Matches(page.Text);
        Assert.True(links.Count >= 4);
        foreach (Match link in links)
            (await Manager.GetAsync($"/{link.Groups["path"].Value}")).Is(200);
        Assert.DoesNotMatch("""(?:src|href)=(?:[^"]|"/|"[^"]*:)""", page.Text);
    }

    [Fact]
    public async Task Assets_are_kept_by_browsers_as_long_as_they_are_the_same()
    {
        foreach (var path in Assets)
        {
            var first = (await Manager.GetAsync(path)).Is(200);
            Assert.Equal("no-cache", first.Headers.CacheControl!.ToString());
            Assert.NotEmpty(first.Text);
            (await Manager.SendAsync("GET", path, change: request => request.Headers.IfNoneMatch.Add(first.Headers.ETag!))).Is(304);
        }
    }

    [Fact]
    public async Task The_reference_is_sent_as_it_is_stored_or_unpacked_for_who_cannot()
    {
        var plain = (await Manager.GetAsync("/pages/scalar.js")).Text;
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Manager.Address, "/pages/scalar.js"));
        request.Headers.AcceptEncoding.ParseAdd("gzip");
        using var answer = await Manager.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(["gzip"], answer.Content.Headers.ContentEncoding);
        using var unpacked = new GZipStream(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken), CompressionMode.Decompress);
        using var text = new StreamReader(unpacked, Encoding.UTF8);
        Assert.Equal(plain, await text.ReadToEndAsync(TestContext.Current.CancellationToken));
        Assert.Contains("createApiReference", plain, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_shells_need_no_key_and_the_document_does()
    {
        await using var locked = await Manager.StartAsync(keys: $"ops:viewer:{new string('0', 64)}");

        foreach (var path in (string[])["/docs", .. Assets])
            (await locked.GetAsync(path)).Is(200);
        (await locked.GetAsync("/openapi/v1.json")).IsProblem(401);
    }

    [GeneratedRegex("(?:src|href)=\"(?<path>[^\"]*)\"")]
    private static partial Regex Links();
}
