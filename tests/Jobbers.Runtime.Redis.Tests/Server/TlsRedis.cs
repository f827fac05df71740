using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Jobbers.Redis.Tests.Server;

/// <summary>A redis-server that speaks TLS on a port of its own, with a certificate that nobody trusts.</summary>
public sealed class TlsRedis : IAsyncDisposable
{
    private readonly RedisProcess _process;
    private readonly string _folder;

    private TlsRedis(RedisProcess process, int port, string folder)
    {
        _process = process;
        Port = port;
        _folder = folder;
    }

    /// <summary>The port that speaks TLS.</summary>
    public int Port { get; }

    public static async Task<TlsRedis> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("jobbers-tls-").FullName;
        var certificate = Path.Combine(folder, "server.crt");
        var key = Path.Combine(folder, "server.key");
        WriteCertificate(certificate, key);
        var port = FreePort.Find();
        var process = await RedisProcess.StartAsync(
            "--save", "", "--tls-port", $"{port}", "--tls-cert-file", certificate, "--tls-key-file", key, "--tls-ca-cert-file", certificate,
            "--tls-auth-clients", "no");
        return new TlsRedis(process, port, folder);
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static void WriteCertificate(string file, string keyFile)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch.AddYears(50), DateTimeOffset.UnixEpoch.AddYears(100));
        File.WriteAllText(file, certificate.ExportCertificatePem());
        File.WriteAllText(keyFile, key.ExportPkcs8PrivateKeyPem());
    }
}
