using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Jobbers.Redis.Scripting;

/// <summary>One verb: its name, and the name its function has on the server.</summary>
internal sealed class StoreScript
{
    [SuppressMessage("Security", "CA5350:Do Not Use Weak Cryptographic Algorithms", Justification = "Nothing rests on it but a name of 20 bytes.")]
    public StoreScript(string name, string version)
    {
        Name = name;
        Hash = SHA1.HashData(Encoding.UTF8.GetBytes($"{version} {name}"));
    }

    public string Name { get; }

    /// <summary>Its function's name, in hexadecimal: the client writes 20 bytes of a script's hash so, and needs no other form of call.</summary>
    public byte[] Hash { get; }

    public string Function => Convert.ToHexStringLower(Hash);
}
