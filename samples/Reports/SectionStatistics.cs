namespace Reports;

/// <summary>One section of a report: a place and a year.</summary>
/// <param name="Title">As in <c>Seattle 2012</c>.</param>
/// <param name="Days">Days observed.</param>
/// <param name="RainDays">Days with precipitation.</param>
/// <param name="Precipitation">Millimetres in all.</param>
/// <param name="MeanMax">Mean of the highest temperatures, °C.</param>
/// <param name="Warmest">The highest temperature, °C.</param>
/// <param name="Coldest">The lowest temperature, °C.</param>
/// <param name="MonthlyMax">Mean of the highest temperatures, °C, January to December; 0 for a month without days.</param>
public sealed record SectionStatistics(
    string Title, int Days, int RainDays, double Precipitation, double MeanMax, double Warmest, double Coldest, IReadOnlyList<double> MonthlyMax)
{
    internal static SectionStatistics Of(string title, IReadOnlyList<WeatherDay> days) => new(
        title,
        days.Count,
        days.Count(d => d.Precipitation > 0),
        Math.Round(days.Sum(d => d.Precipitation), 1),
        Math.Round(days.Average(d => d.TempMax), 1),
        days.Max(d => d.TempMax),
        days.Min(d => d.TempMin),
        [.. Enumerable.Range(1, 12).Select(month => Math.Round(days.Where(d => d.Date.Month == month).Select(d => d.TempMax).DefaultIfEmpty().Average(), 1))]);
}
