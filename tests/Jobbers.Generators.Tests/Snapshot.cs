using System.Runtime.CompilerServices;

namespace Jobbers.Generators.Tests;

/// <summary>Compares a text with <c>Name.verified.cs</c> beside the test; UPDATE_SNAPSHOTS=1 accepts what is.</summary>
internal static class Snapshot
{
    public static void Verify(string text, [CallerMemberName] string name = "", [CallerFilePath] string caller = "")
    {
        var folder = Path.GetDirectoryName(caller)!;
        var verified = Path.Combine(folder, $"{name}.verified.cs");
        var received = Path.Combine(folder, $"{name}.received.cs");
        File.Delete(received);
        var expected = File.Exists(verified) ? File.ReadAllText(verified).ReplaceLineEndings("\n") : "";
        if (expected == text)
            return;
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            File.WriteAllText(verified, text);
            return;
        }

        File.WriteAllText(received, text);
        var (was, now) = (expected.Split('\n'), text.Split('\n'));
        var line = Enumerable.Range(0, Math.Max(was.Length, now.Length)).First(i => was.ElementAtOrDefault(i) != now.ElementAtOrDefault(i));
        Assert.Fail($"{name}.verified.cs line {line + 1}:\n was {was.ElementAtOrDefault(line)}\n now {now.ElementAtOrDefault(line)}");
    }
}
