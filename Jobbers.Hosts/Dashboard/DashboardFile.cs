using System.Buffers.Text;
using System.IO.Hashing;

namespace Jobbers.Hosts.Dashboard;

/// <summary>One embedded file of the dashboard.</summary>
/// <param name="ContentType">What it is.</param>
/// <param name="Bytes">All of it.</param>
/// <param name="Tag">Its entity tag: a browser that has this one need not load it again.</param>
internal sealed record DashboardFile(string ContentType, byte[] Bytes, string Tag)
{
    private const string Folder = "dashboard/";

    /// <summary>Reads a file by its path below <c>Assets</c>; null when there is none.</summary>
    public static DashboardFile? Read(string path)
    {
        using var stream = typeof(DashboardFile).Assembly.GetManifestResourceStream(Folder + path);
        if (stream is null || ContentTypeOf(path) is not { } contentType)
            return null;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return new DashboardFile(contentType, bytes, $"\"{Base64Url.EncodeToString(XxHash128.Hash(bytes))}\"");
    }

    private static string? ContentTypeOf(string path) => Path.GetExtension(path) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => null,
    };
}
