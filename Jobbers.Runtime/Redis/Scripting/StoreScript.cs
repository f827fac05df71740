using System.IO.Hashing;
using System.Text;

namespace Jobbers.Redis.Scripting;

/// <summary>One verb: its name, and the name its function has on the server.</summary>
internal sealed class StoreScript
{
    private const int FunctionBytes = 20;

    /// <param name="name">The verb.</param>
    /// <param name="version">16 bytes that stand for the text of the library.</param>
    public StoreScript(string name, ReadOnlySpan<byte> version)
    {
        Name = name;
        Hash = new byte[FunctionBytes];
        version.CopyTo(Hash);
        XxHash32.Hash(Encoding.UTF8.GetBytes(name), Hash.AsSpan(version.Length));
    }

    public string Name { get; }

    /// <summary>Its function's name, in hexadecimal: the client writes 20 bytes of a script's hash so, and needs no other form of call.</summary>
    public byte[] Hash { get; }

    public string Function => Convert.ToHexStringLower(Hash);
}
