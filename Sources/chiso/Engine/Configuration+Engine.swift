import Article
import Catalogue
import Events
import Extraction
import Foundation
import Kafka
import Pipeline
import Service

extension Configuration {
    /// The processor that every command shares, over the catalogue and lexicons beside the executable.
    /// - Parameter recordBytes: The largest record the producer takes, where there is one.
    func processor(recordBytes: Int? = nil) throws -> Processor<JSONEventEncoder> {
        var settings = ProcessorSettings(
            reader: try articleReader(),
            extraction: ExtractionLimits(observations: limits.observations, steps: limits.steps))
        settings.recordBytes = recordBytes
        do {
            let catalogue = try Catalogue()
            return Processor(
                lexicon: try Lexicon(catalogue: catalogue), catalogue: catalogue,
                encoder: JSONEventEncoder(), settings: settings)
        } catch let error as CatalogueError {
            throw CommandFailure(.fatal, "\(error)")
        } catch let error as LexiconError {
            throw CommandFailure(.fatal, "\(error)")
        }
    }

    /// The reader of raw messages, with the mapping and limits as configured.
    func articleReader() throws(ConfigurationFailure) -> ArticleReader {
        let pointers: [FieldMapping.Field: String] = [
            .id: mapping.id, .body: mapping.body, .title: mapping.title, .url: mapping.url, .source: mapping.source,
            .author: mapping.author, .publishedAt: mapping.publishedAt, .crawledAt: mapping.crawledAt,
            .contentType: mapping.contentType, .language: mapping.language,
        ]
        let fields: FieldMapping
        do { fields = try FieldMapping(pointers) } catch {
            throw ConfigurationFailure(["mapping: \(error.description)"])
        }
        return ArticleReader(
            mapping: fields,
            limits: ArticleLimits(
                articleBytes: limits.articleBytes, jsonDepth: limits.jsonDepth, htmlDepth: limits.htmlDepth,
                htmlAttributes: limits.htmlAttributes, blocks: limits.blocks))
    }

    /// How clients connect.
    var client: ClientConfiguration {
        var properties = kafka.revealed
        var client = ClientConfiguration(bootstrapServers: properties.removeValue(forKey: "bootstrap.servers") ?? "")
        client.properties = properties
        return client
    }

    /// What the worker is called.
    var name: String { workerName.isEmpty ? ProcessInfo.processInfo.hostName : workerName }

    /// How the worker works.
    var workerOptions: WorkerOptions {
        let cores = ProcessInfo.processInfo.activeProcessorCount
        var options = WorkerOptions(client: client, groupID: groupID, lanes: lanes == 0 ? cores : lanes)
        options.topics.raw = topics.raw
        options.topics.events = topics.events
        options.topics.manifests = topics.articles
        options.topics.deadLetters = topics.deadLetter
        options.batchRecords = batch.records
        options.batchBytes = batch.bytes
        options.grace = shutdownGrace
        if delivery == .exactlyOnce { options.delivery = .exactlyOnce(transactionalID: "\(groupID)-\(name)") }
        if staticMembership { options.consumer.groupInstanceID = name }
        options.stallAfter = health.stallAfter
        return options
    }
}
