using System.Globalization;
using Drills.History;

namespace Drills;

/// <summary>Prints one row a drill.</summary>
internal static class DrillTable
{
    private const string Columns = "| drill | submitted | run | lost | accepted twice | overlapping accepted | ran after cancelled | recovery s p50 | max |";

    private static int _printed;

    public static void Print(string name, HistoryVerdict verdict)
    {
        var row = string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {verdict.Submitted} | {verdict.Run} | {verdict.Lost.Count} | {verdict.AcceptedTwice.Count} | {verdict.OverlappingAccepted.Count} | {verdict.RanAfterCancelled.Count} | {verdict.RecoveryMedian:0.0} | {verdict.RecoveryMax:0.0} |");
        TestContext.Current.TestOutputHelper?.WriteLine(row);
        Console.WriteLine(Interlocked.Exchange(ref _printed, 1) == 0 ? $"{Columns}\n{row}" : row);
    }
}
