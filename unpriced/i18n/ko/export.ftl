export-grain = 행 단위: { $grain }
export-version = 데이터 버전: { $version }
export-rederive = 빌드된 데이터베이스를 연 DuckDB에서 아래를 실행하면 같은 결과를 얻습니다:
export-sources = 출처
export-licence = 이용조건: { $licence }
export-columns = 열과 단위
