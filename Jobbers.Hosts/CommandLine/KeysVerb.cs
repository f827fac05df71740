using System.Buffers.Text;
using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using Jobbers.Hosts.Configuration;

namespace Jobbers.Hosts.CommandLine;

/// <summary>Makes API keys. The key itself is shown once and stored nowhere.</summary>
internal static class KeysVerb
{
    private static readonly string[] Roles = ["viewer", "submitter", "operator", "admin"];

    private static readonly Option<bool> Json = new("--json") { Description = "Print key and entry as one line of JSON." };

    public static Command Create()
    {
        var name = new Argument<string>("name") { Description = "Whose key it is: 1 to 50 characters of [a-zA-Z0-9_.-]." };
        var role = new Option<string>("--role") { Description = "viewer, submitter, operator or admin.", DefaultValueFactory = _ => "submitter" };
        var create = new Command("new", "Makes a key: prints it, and the entry of JOBBERS_API_KEYS that lets it in.") { name, role, Json };
        create.SetAction(parsed => Make(parsed.GetValue(name)!, parsed.GetValue(role)!, parsed.GetValue(Json), parsed.InvocationConfiguration.Output));
        return new Command("keys", "API keys of the manager.") { create };
    }

    private static int Make(string name, string role, bool json, TextWriter output)
    {
        if (name.Length is 0 or > 50 || name.Any(letter => !char.IsAsciiLetterOrDigit(letter) && letter is not ('_' or '.' or '-')))
            throw new SettingsException($"'{name}' cannot name a key: 1 to 50 characters of [a-zA-Z0-9_.-].");
        if (!Roles.Contains(role))
            throw new SettingsException($"There is no role '{role}'; a key has one of {string.Join(", ", Roles)}.");
        var key = $"jobbers_{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32))}";
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
        if (json)
        {
            // Key, name, role and hash are of letters, digits and [_.-:] only: nothing needs escaping.
            output.WriteLine($$"""{"key":"{{key}}","entry":"{{name}}:{{role}}:{{hash}}"}""");
            return 0;
        }

        output.WriteLine($"key    {key}");
        output.WriteLine($"entry  {name}:{role}:{hash}");
        output.WriteLine();
        output.WriteLine("The key is shown this once. Add the entry to JOBBERS_API_KEYS (entries are separated by ';') and send the key as 'Authorization: Bearer …'.");
        return 0;
    }
}
