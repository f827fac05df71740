using System.Globalization;
using System.Net;
using System.Text;

namespace Reports;

/// <summary>Renders sections as one HTML page with a chart each; no script, no outside file.</summary>
internal static class ReportPage
{
    private const int Width = 480, Height = 160, Bar = 32, Gap = 8;

    public static string Render(int reportId, string? title, IReadOnlyList<SectionStatistics> sections)
    {
        var page = new StringBuilder();
        var heading = WebUtility.HtmlEncode(title ?? $"Report {reportId}");
        page.AppendLine("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">");
        page.AppendLine(CultureInfo.InvariantCulture, $"<title>{heading}</title>");
        page.AppendLine("<style>body{font:16px system-ui;max-width:60rem;margin:2rem auto}svg{display:block}rect{fill:#3b82c4}text{font-size:10px}</style></head><body>");
        page.AppendLine(CultureInfo.InvariantCulture, $"<h1>{heading}</h1>");
        foreach (var section in sections)
            Append(page, section);
        page.AppendLine("</body></html>");
        return page.ToString();
    }

    private static void Append(StringBuilder page, SectionStatistics section)
    {
        page.AppendLine(CultureInfo.InvariantCulture, $"<h2>{WebUtility.HtmlEncode(section.Title)}</h2>");
        page.AppendLine(CultureInfo.InvariantCulture,
            $"<p>{section.Days} days, {section.RainDays} with rain ({section.Precipitation} mm); {section.Coldest} °C to {section.Warmest} °C, mean high {section.MeanMax} °C.</p>");
        page.AppendLine(CultureInfo.InvariantCulture, $"<svg width=\"{Width}\" height=\"{Height + 16}\" role=\"img\" aria-label=\"Mean high of each month\">");
        var highest = Math.Max(1, section.MonthlyMax.Max());
        for (var month = 0; month < 12; month++)
        {
            var height = Math.Max(0, section.MonthlyMax[month] / highest * Height);
            var x = month * (Bar + Gap);
            page.AppendLine(CultureInfo.InvariantCulture,
                $"<rect x=\"{x}\" y=\"{Height - height:0.#}\" width=\"{Bar}\" height=\"{height:0.#}\"><title>{section.MonthlyMax[month]} °C</title></rect>");
            page.AppendLine(CultureInfo.InvariantCulture, $"<text x=\"{x + 4}\" y=\"{Height + 12}\">{CultureInfo.InvariantCulture.DateTimeFormat.AbbreviatedMonthNames[month]}</text>");
        }

        page.AppendLine("</svg>");
    }
}
