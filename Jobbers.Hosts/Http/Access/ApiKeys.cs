using System.Security.Cryptography;
using System.Text;
using Jobbers.Hosts.Configuration;

namespace Jobbers.Hosts.Http.Access;

/// <summary>The keys that are let in, as hashes; the keys themselves are nowhere.</summary>
internal sealed class ApiKeys
{
    private readonly List<(byte[] Hash, AccessRole Role)> _keys = [];

    public bool IsEmpty => _keys.Count == 0;

    /// <summary>Reads <c>name:role:sha256;…</c>.</summary>
    /// <exception cref="SettingsException">An entry is not of that form; the message repeats nothing of it, as it may be the key itself.</exception>
    public static ApiKeys Parse(string? text)
    {
        var keys = new ApiKeys();
        var entries = (text ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var (i, entry) in entries.Index())
        {
            var parts = entry.Split(':');
            if (parts.Length != 3 || !TryRole(parts[1], out var role) || !TryHash(parts[2], out var hash))
                throw new SettingsException($"Entry {i + 1} of JOBBERS_API_KEYS is not name:role:sha256, with role viewer, submitter, operator or admin and the hash in 64 hexadecimal digits. 'keys new' makes entries.");
            keys._keys.Add((hash, role));
        }

        // Set but holding nothing is a slip of a deployment; it must not open the API to everyone.
        if (text is not null && keys.IsEmpty)
            throw new SettingsException($"{Setting.ApiKeys.Variable} {ListenSettings.NoKeys}");
        return keys;
    }

    /// <summary>The role of a key; null for one that is not let in. Takes as long for every key: all hashes are compared, each in constant time.</summary>
    public AccessRole? RoleOf(string key)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(key), hash);
        AccessRole? found = null;
        foreach (var (known, role) in _keys)
        {
            if (CryptographicOperations.FixedTimeEquals(known, hash))
                found = role;
        }

        return found;
    }

    private static bool TryRole(string name, out AccessRole role)
    {
        role = name switch
        {
            "viewer" => AccessRole.Viewer,
            "submitter" => AccessRole.Submitter,
            "operator" => AccessRole.Operator,
            "admin" => AccessRole.Admin,
            _ => AccessRole.Anonymous,
        };
        return role != AccessRole.Anonymous;
    }

    private static bool TryHash(string hex, out byte[] hash)
    {
        hash = new byte[SHA256.HashSizeInBytes];
        return hex.Length == SHA256.HashSizeInBytes * 2 && Convert.FromHexString(hex, hash, out _, out _) == System.Buffers.OperationStatus.Done;
    }
}
