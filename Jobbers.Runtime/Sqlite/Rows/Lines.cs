namespace Jobbers.Sqlite.Rows;

/// <summary>Lists of names as one text, a line each, so that a row can be read by eye. None of them can hold a line break.</summary>
internal static class Lines
{
    public static string? Join(IReadOnlyList<string> items) => items.Count == 0 ? null : string.Join('\n', items);

    public static IReadOnlyList<string> Split(string? text) => string.IsNullOrEmpty(text) ? [] : text.Split('\n');
}
