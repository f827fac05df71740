namespace Jobbers.Lifecycle;

/// <summary>Reads task ids as people and programs write them: Crockford base32, any case, I and L for 1, O for 0.</summary>
internal static class TaskIds
{
    /// <summary>Letters of an id.</summary>
    public const int Length = 26;

    /// <summary>Reads an id into its canonical form.</summary>
    /// <param name="text">26 characters. <c>U</c> and a first character above 7 are refused: no ULID has them.</param>
    /// <param name="id">The id, when it is one.</param>
    public static bool TryParse(ReadOnlySpan<char> text, out Ulid id)
    {
        id = default;
        if (text.Length != Length)
            return false;
        Span<char> canonical = stackalloc char[Length];
        for (var i = 0; i < Length; i++)
        {
            var letter = Canonical(text[i]);
            if (letter == '\0')
                return false;
            canonical[i] = letter;
        }

        return canonical[0] <= '7' && Ulid.TryParse(canonical, out id);
    }

    private static char Canonical(char letter) => letter switch
    {
        'i' or 'I' or 'l' or 'L' => '1',
        'o' or 'O' => '0',
        'u' or 'U' => '\0',
        >= 'a' and <= 'z' => (char)(letter - 32),
        (>= 'A' and <= 'Z') or (>= '0' and <= '9') => letter,
        _ => '\0',
    };
}
