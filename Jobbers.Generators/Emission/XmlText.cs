namespace Jobbers.Generators.Emission;

/// <summary>Text in XML comments.</summary>
internal static class XmlText
{
    /// <summary>On one line: for C# three more letters than CR and LF end a comment, and a reference such as <c>&amp;#x2028;</c> brings them in.</summary>
    public static string Escape(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;")
        .Replace('\u0085', ' ').Replace('\u2028', ' ').Replace('\u2029', ' ');
}
