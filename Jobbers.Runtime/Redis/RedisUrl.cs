using System.Globalization;
using System.Net;
using Jobbers.Storage;
using StackExchange.Redis;

namespace Jobbers.Redis;

/// <summary>
/// Reads an address as <c>REDIS_URL</c> has it: <c>redis://[user:password@]host[:port][/database]</c>, <c>rediss://…</c> for TLS, or StackExchange.Redis' own
/// configuration string (<c>host:port,password=…</c>).
/// </summary>
internal static class RedisUrl
{
    private const string Forms = "write redis://[user:password@]host:port[/database], rediss://… for TLS, or host:port,password=…";

    /// <param name="url">The address.</param>
    /// <param name="setting">What it was written in; for the message.</param>
    /// <exception cref="StoreRefusedException">It is none of the forms. The message holds no secret.</exception>
    public static ConfigurationOptions Parse(string url, string setting = "REDIS_URL")
    {
        if (string.IsNullOrWhiteSpace(url))
            throw new StoreRefusedException($"{setting} is empty: {Forms}");
        return url.Contains("://", StringComparison.Ordinal) ? ParseUrl(url, setting) : ParseConfiguration(url, setting);
    }

    /// <summary>Where it points, without user and password.</summary>
    public static string Describe(ConfigurationOptions options)
    {
        var scheme = options.Ssl ? "rediss" : "redis";
        var place = string.Join(",", options.EndPoints.Select(Place));
        return options.DefaultDatabase is > 0 ? $"{scheme}://{place}/{options.DefaultDatabase}" : $"{scheme}://{place}";
    }

    private static string Place(EndPoint endPoint) => endPoint switch
    {
        DnsEndPoint dns => $"{dns.Host}:{dns.Port}",
        _ => endPoint.ToString() ?? "",
    };

    private static ConfigurationOptions ParseUrl(string url, string setting)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Host.Length == 0)
            throw new StoreRefusedException($"{setting} is not a URL that names a host: {Forms}");
        if (uri.Scheme is not ("redis" or "rediss"))
            throw new StoreRefusedException($"{setting} begins with {uri.Scheme}://, which is not known: {Forms}");
        if (uri.Query.Length > 0 || uri.Fragment.Length > 0)
            throw new StoreRefusedException($"{setting} has a query or fragment, which means nothing here: {Forms}");

        var options = new ConfigurationOptions { Ssl = uri.Scheme == "rediss", DefaultDatabase = Database(uri.AbsolutePath, setting) };
        options.EndPoints.Add(uri.DnsSafeHost, uri.Port > 0 ? uri.Port : 6379);
        if (uri.UserInfo.Length == 0)
            return options;
        var colon = uri.UserInfo.IndexOf(':', StringComparison.Ordinal);
        var user = colon < 0 ? uri.UserInfo : uri.UserInfo[..colon];
        if (user.Length > 0)
            options.User = Uri.UnescapeDataString(user);
        if (colon >= 0)
            options.Password = Uri.UnescapeDataString(uri.UserInfo[(colon + 1)..]);
        return options;
    }

    private static int? Database(string path, string setting)
    {
        var text = path.Trim('/');
        if (text.Length == 0)
            return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var database))
            return database;
        throw new StoreRefusedException($"{setting} ends in a path that is not the number of a database, as in redis://localhost:6379/2");
    }

    private static ConfigurationOptions ParseConfiguration(string text, string setting)
    {
        ConfigurationOptions options;
        try
        {
            options = ConfigurationOptions.Parse(text, ignoreUnknown: false);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException)
        {
            // The inner exception would quote the text, which may hold the password.
            throw new StoreRefusedException($"{setting} cannot be read: {Forms}");
        }

        if (options.EndPoints.Count == 0)
            throw new StoreRefusedException($"{setting} names no host: {Forms}");
        options.SetDefaultPorts();
        return options;
    }
}
