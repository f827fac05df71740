namespace Benchmarks.Comparison;

/// <summary>
/// Peers gain from slots in their own ways: one is fastest with ten, another with hundreds. So that each is seen at its best, the drain whose
/// median is the highest is shown once more, with its own samples.
/// </summary>
internal static class BestSetting
{
    public const string Figure = "drain-best";

    private static readonly int[] Slots = [10, 50, 200, 400];

    public static void Choose(Sheet sheet, IEnumerable<Entrant> entrants)
    {
        foreach (var entrant in entrants)
        {
            if (Slots.MaxBy(slots => sheet.Median(entrant.Key, Rate(slots)) ?? 0) is var best && sheet.Samples(entrant.Key, Rate(best)) is { } samples)
            {
                foreach (var sample in samples)
                    sheet.Add(entrant.Key, $"{Figure}.rate", sample);
                sheet.Note(entrant.Key, Figure, $"fastest with {best} slots");
            }
        }
    }

    private static string Rate(int slots) => $"drain{slots}.rate";
}
