using Microsoft.Data.Sqlite;

namespace Benchmarks.Pipeline.Embedded;

/// <summary>A SQLite file that is written as PicoClaw's are: one writer, WAL, every commit on disk before it returns.</summary>
internal sealed class FloorDatabase : IDisposable
{
    private readonly Lock _lock = new();
    private readonly SqliteCommand _insert;
    private readonly SqliteCommand _update;

    public FloorDatabase(string path)
    {
        var connection = new SqliteConnection($"Data Source={path};Pooling=false");
        connection.Open();
        using var setup = new SqliteCommand(
            """
            PRAGMA journal_mode=WAL;
            PRAGMA synchronous=FULL;
            CREATE TABLE message (id TEXT NOT NULL PRIMARY KEY, body TEXT NOT NULL, step INTEGER NOT NULL);
            """,
            connection);
        setup.ExecuteNonQuery();
        _insert = new SqliteCommand("INSERT INTO message (id, body, step) VALUES ($id, $body, 0)", connection);
        _insert.Parameters.Add("$id", SqliteType.Text);
        _insert.Parameters.Add("$body", SqliteType.Text);
        _update = new SqliteCommand("UPDATE message SET step = step + 1 WHERE id = $id", connection);
        _update.Parameters.Add("$id", SqliteType.Text);
    }

    public void Dispose()
    {
        _insert.Connection!.Dispose();
        _insert.Dispose();
        _update.Dispose();
    }

    /// <summary>One commit.</summary>
    public void Insert(string id, string body)
    {
        lock (_lock)
        {
            _insert.Parameters["$id"].Value = id;
            _insert.Parameters["$body"].Value = body;
            _insert.ExecuteNonQuery();
        }
    }

    /// <summary>One commit.</summary>
    public void Update(string id)
    {
        lock (_lock)
        {
            _update.Parameters["$id"].Value = id;
            _update.ExecuteNonQuery();
        }
    }
}
