using System.Text;

namespace Jobbers.Generators.Reading;

/// <summary>reportId -> report_id, HTMLReport -> html_report: the same words as System.Text.Json's SnakeCaseLower.</summary>
internal static class WireName
{
    public static string From(string name)
    {
        var result = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            if (name[i] == '_')
            {
                if (result.Length > 0 && result[result.Length - 1] != '_')
                    result.Append('_');
                continue;
            }

            if (BeginsWord(name, i) && result.Length > 0 && result[result.Length - 1] != '_')
                result.Append('_');
            result.Append(char.ToLowerInvariant(name[i]));
        }

        return result.ToString().TrimEnd('_') is { Length: > 0 } text ? text : name;
    }

    private static bool BeginsWord(string name, int i)
    {
        if (!char.IsUpper(name[i]) || i == 0)
            return false;
        var followsLower = !char.IsUpper(name[i - 1]);
        var endsAcronym = i + 1 < name.Length && char.IsLower(name[i + 1]);
        return followsLower || endsAcronym;
    }
}
