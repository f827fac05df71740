using Microsoft.Data.Sqlite;

namespace Reports;

/// <summary>
/// The table that imports fill. Every batch is written under the attempt's fencing token: once a newer attempt has begun, an older one that
/// wakes up late can change nothing.
/// </summary>
internal sealed class ImportTable(string path)
{
    public async Task<SqliteConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection($"Data Source={path};Default Timeout=30");
        await connection.OpenAsync(cancellationToken);
        await ExecuteAsync(connection, null, """
            CREATE TABLE IF NOT EXISTS imports (file TEXT PRIMARY KEY, token INTEGER NOT NULL);
            CREATE TABLE IF NOT EXISTS weather (
                location TEXT, date TEXT, precipitation REAL, temp_max REAL, temp_min REAL, wind REAL, weather TEXT, PRIMARY KEY (location, date));
            """, cancellationToken);
        return connection;
    }

    /// <summary>Writes one batch, all or nothing; a row that is there already is replaced.</summary>
    /// <exception cref="SupersededException">A newer attempt of the same import has begun.</exception>
    public static async Task WriteAsync(
        SqliteConnection connection, string file, long token, IReadOnlyList<WeatherDay> batch, CancellationToken cancellationToken)
    {
        await using var transaction = (SqliteTransaction)await connection.BeginTransactionAsync(cancellationToken);
        var holds = await ExecuteAsync(connection, transaction, """
            INSERT INTO imports (file, token) VALUES ($file, $token)
            ON CONFLICT (file) DO UPDATE SET token = excluded.token WHERE excluded.token >= token;
            """, cancellationToken, ("$file", file), ("$token", token));
        if (holds == 0)
            throw new SupersededException(file);
        foreach (var day in batch)
        {
            await ExecuteAsync(connection, transaction, """
                INSERT OR REPLACE INTO weather VALUES ($location, $date, $precipitation, $max, $min, $wind, $weather);
                """, cancellationToken,
                ("$location", day.Location), ("$date", day.Date.ToString("O")), ("$precipitation", day.Precipitation),
                ("$max", day.TempMax), ("$min", day.TempMin), ("$wind", day.Wind), ("$weather", day.Weather));
        }

        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task<int> ExecuteAsync(
        SqliteConnection connection, SqliteTransaction? transaction, string sql, CancellationToken cancellationToken, params (string Name, object Value)[] values)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        foreach (var (name, value) in values)
            command.Parameters.AddWithValue(name, value);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
