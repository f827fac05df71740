using System.Net;
using Microsoft.Extensions.Configuration;

namespace Jobbers.Hosts.Configuration;

/// <summary>Where the manager listens, and who may talk to it.</summary>
/// <param name="Urls">Addresses as Kestrel takes them.</param>
/// <param name="ApiKeys"><c>name:role:sha256;…</c>, or null.</param>
/// <param name="AllowsAnonymous">Whether addresses beyond loopback are served without keys.</param>
/// <param name="AllowedHosts">Host names that requests may be addressed to while there are no keys, beside loopback's and those of the addresses.</param>
/// <param name="UrlsNamedBy">What the user wrote the addresses in.</param>
internal sealed record ListenSettings(
    IReadOnlyList<Uri> Urls, string? ApiKeys, bool AllowsAnonymous, IReadOnlyList<string> AllowedHosts, string UrlsNamedBy)
{
    /// <summary>What is said, behind their name, of keys that are set and are none.</summary>
    public const string NoKeys = "is set and holds no entry. Write name:role:sha256;… as 'keys new' makes it; to have no keys, do not set it.";

    private const string DefaultUrl = "http://127.0.0.1:8000";

    public static ListenSettings Read(SettingReader settings) => ReadAccess(settings, ReadUrls(settings));

    /// <summary>Who may talk to a manager that listens there.</summary>
    public static ListenSettings ReadAccess(SettingReader settings, IReadOnlyList<Uri> urls) =>
        new(urls, settings.Guard(Setting.ApiKeys, NoKeys), settings.Flag(Setting.AllowAnonymous), ReadHosts(settings), settings.Name(Setting.Urls));

    private static List<Uri> ReadUrls(SettingReader settings)
    {
        var text = settings.Text(Setting.Urls) ?? DefaultUrl;
        var urls = new List<Uri>();
        foreach (var part in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (ReadUrl(settings, part) is { } url)
                urls.Add(url);
        }

        if (urls.Count == 0)
            urls.Add(new Uri(DefaultUrl));
        return urls;
    }

    /// <summary>What the server below would refuse is refused here, where there are words for it.</summary>
    private static Uri? ReadUrl(SettingReader settings, string part)
    {
        var address = part.Replace("//*", "//0.0.0.0", StringComparison.Ordinal).Replace("//+", "//0.0.0.0", StringComparison.Ordinal);
        var isUrl = Uri.TryCreate(address, UriKind.Absolute, out var url);
        var wrong = url switch
        {
            { Scheme: "https" } => "must begin with http://: this program speaks no HTTPS; put a proxy that does in front of it",
            { Host: "localhost", Port: 0 } => "must name a port; http://127.0.0.1:0 takes any that is free",
            { Scheme: "http", PathAndQuery: "/", Fragment: "", UserInfo: "" } when isUrl => null,
            _ => "must be addresses like http://127.0.0.1:8000, separated by ';'",
        };
        if (wrong is null)
            return url;
        if (part.Contains('@', StringComparison.Ordinal))
            settings.RefuseUnseen(Setting.Urls, wrong);
        else
            settings.Refuse(Setting.Urls, part, wrong);
        return null;
    }

    /// <summary>Makes sure that nobody is let in by oversight.</summary>
    /// <param name="hasPolicies">Whether the program guards the API by policies of its own.</param>
    /// <exception cref="SettingsException">Other machines could call and nothing would ask them who they are, or two things would.</exception>
    public void CheckAccess(bool hasPolicies)
    {
        if (hasPolicies && ApiKeys is not null)
            throw new SettingsException("JOBBERS_API_KEYS is set, and the program guards the API by its own policies (UseAuthorizationPolicies). Use one of the two.");
        if (!hasPolicies && this is { ApiKeys: null, AllowsAnonymous: false } && Urls.FirstOrDefault(url => !IsLoopback(url)) is { } open)
            throw new SettingsException($"{UrlsNamedBy} is '{open.OriginalString}': it can be reached from other machines, and there are no API keys. Make one with 'keys new' and set JOBBERS_API_KEYS, listen on 127.0.0.1, or set JOBBERS_ALLOW_ANONYMOUS=1 behind something that checks callers.");
    }

    /// <summary>Makes sure that the web server listens where it is told here, and so was checked, and nowhere else.</summary>
    /// <exception cref="SettingsException">It has endpoints of its own, which would go before these addresses.</exception>
    public static void CheckEndpoints(IConfiguration server)
    {
        if (server.GetSection("Kestrel:Endpoints").GetChildren().FirstOrDefault() is { } endpoint)
            throw new SettingsException($"{endpoint.Path} is set: it would have the manager listen elsewhere, unchecked. Take Kestrel:Endpoints out of appsettings.json and the environment (Kestrel__Endpoints__…), and set JOBBERS_URLS or --urls.");
    }

    private static string[] ReadHosts(SettingReader settings)
    {
        var hosts = (settings.Text(Setting.AllowedHosts) ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var host in hosts.Where(host => Uri.CheckHostName(host) == UriHostNameType.Unknown))
            settings.Refuse(Setting.AllowedHosts, host, "must be host names like jobs.example.org, separated by ';', without scheme and port");
        return hosts;
    }

    public static bool IsLoopback(Uri url) =>
        url.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(url.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
