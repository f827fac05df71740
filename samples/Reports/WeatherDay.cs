namespace Reports;

/// <summary>One day's weather at one place, metric.</summary>
public sealed record WeatherDay(string Location, DateOnly Date, double Precipitation, double TempMax, double TempMin, double Wind, string Weather);
