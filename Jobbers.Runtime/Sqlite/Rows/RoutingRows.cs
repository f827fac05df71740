using Jobbers.Routing;
using Jobbers.Sqlite.Engine;

namespace Jobbers.Sqlite.Rows;

/// <summary>The tables <c>queues</c> and <c>roles</c>.</summary>
internal sealed class RoutingRows(Database database)
{
    private readonly Statement _queues = database.Prepare(
        """
        SELECT name, max_concurrent, max_concurrent_total, rate_numerator, rate_denominator, rate_period, max_length, paused, deleting
        FROM queues ORDER BY name
        """);

    private readonly Statement _putQueue = database.Prepare("INSERT OR REPLACE INTO queues VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)");
    private readonly Statement _deleteQueue = database.Prepare("DELETE FROM queues WHERE name = ?1");
    private readonly Statement _roles = database.Prepare("SELECT name, queues FROM roles ORDER BY name");
    private readonly Statement _putRole = database.Prepare("INSERT OR REPLACE INTO roles VALUES (?1, ?2)");
    private readonly Statement _deleteRole = database.Prepare("DELETE FROM roles WHERE name = ?1");

    public RoutingSnapshot Read(long version)
    {
        var queues = new List<QueueConfig>();
        while (_queues.Step())
            queues.Add(ReadQueue(_queues));
        var roles = new List<RoleConfig>();
        while (_roles.Step())
            roles.Add(new RoleConfig(_roles.Text(0), Lines.Split(_roles.Text(1))));
        return new RoutingSnapshot(version, queues, roles);
    }

    public void PutQueue(QueueConfig queue) => _putQueue
        .Bind(1, queue.Name).Bind(2, (long?)queue.MaxConcurrent).Bind(3, (long?)queue.MaxConcurrentTotal)
        .Bind(4, (long?)queue.Rate?.Numerator).Bind(5, (long?)queue.Rate?.Denominator).Bind(6, (long?)(int?)queue.Rate?.Period)
        .Bind(7, (long?)queue.MaxLength).Bind(8, queue.Paused ? 1 : 0).Bind(9, queue.Deleting ? 1 : 0).Run();

    public void DeleteQueue(string name) => _deleteQueue.Bind(1, name).Run();

    public void PutRole(RoleConfig role) =>
        _putRole.Bind(1, role.Name).Bind(2, string.Join('\n', role.Queues.Order(StringComparer.Ordinal))).Run();

    public void DeleteRole(string name) => _deleteRole.Bind(1, name).Run();

    private static QueueConfig ReadQueue(Statement row) => new()
    {
        Name = row.Text(0),
        MaxConcurrent = (int?)row.Int64OrNull(1),
        MaxConcurrentTotal = (int?)row.Int64OrNull(2),
        Rate = row.IsNull(3) ? null : new RateLimit(row.Int32(3), row.Int32(4), (RatePeriod)row.Int32(5)),
        MaxLength = (int?)row.Int64OrNull(6),
        Paused = row.Int64(7) != 0,
        Deleting = row.Int64(8) != 0,
    };
}
