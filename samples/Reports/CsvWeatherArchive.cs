using System.Globalization;
using System.Runtime.CompilerServices;

namespace Reports;

/// <summary>CSV files of one folder; nothing outside it can be named.</summary>
internal sealed class CsvWeatherArchive(string folder) : IWeatherArchive
{
    public async IAsyncEnumerable<WeatherDay> ReadAsync(string file, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, Path.GetFileName(file) + ".csv");
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no data file '{file}' beside this program.", path);
        using var reader = new StreamReader(path);
        await reader.ReadLineAsync(cancellationToken);
        for (var row = 2; await reader.ReadLineAsync(cancellationToken) is { } line; row++)
            yield return Parse(line) ?? throw new InvalidDataException($"{file}, line {row}: not a day of weather: {line}");
    }

    private static WeatherDay? Parse(string line)
    {
        var fields = line.Split(',');
        return fields.Length == 7
            && DateOnly.TryParseExact(fields[1], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            && Number(fields[2], out var precipitation) && Number(fields[3], out var max)
            && Number(fields[4], out var min) && Number(fields[5], out var wind)
            ? new WeatherDay(fields[0], date, precipitation, max, min, wind, fields[6])
            : null;
    }

    private static bool Number(string field, out double number) =>
        double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
}
